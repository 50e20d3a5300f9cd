// Fills in what pgx makes of the connection strings of a file of JSON lines: its arguments are that file and the
// folder of the files the strings name. Run it when strings are added:
//
//	go run . ../resources/connection/strings.jsonl ../resources/connection
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"log"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

type attempt struct {
	Host string `json:"host"`
	Port uint16 `json:"port"`
	TLS  string `json:"tls"`
	SNI  string `json:"sni,omitempty"`
}

type outcome struct {
	Attempts       []attempt         `json:"attempts"`
	Database       string            `json:"database"`
	User           string            `json:"user"`
	Password       string            `json:"password"`
	ConnectSeconds int64             `json:"connectSeconds"`
	Runtime        map[string]string `json:"runtime"`
	Validated      bool              `json:"validated"`
	MaxConnections int32             `json:"maxConnections"`
}

type testCase struct {
	String      string            `json:"string"`
	Environment map[string]string `json:"environment,omitempty"`
	Differs     string            `json:"differs,omitempty"`
	Pgx         *outcome          `json:"pgx"`
}

func main() {
	folder, err := filepath.Abs(os.Args[2])
	check(err)
	file, err := os.Open(os.Args[1])
	check(err)
	os.Clearenv()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c testCase
		check(json.Unmarshal(lines.Bytes(), &c))
		c.Pgx = parse(c, folder)
		check(encoder.Encode(c))
	}
	check(os.WriteFile(os.Args[1], out.Bytes(), 0o644))
}

func parse(c testCase, folder string) *outcome {
	for name, value := range c.Environment {
		os.Setenv(name, strings.ReplaceAll(value, "${DIR}", folder))
		defer os.Unsetenv(name)
	}
	config, err := pgxpool.ParseConfig(strings.ReplaceAll(c.String, "${DIR}", folder))
	if err != nil {
		return nil
	}
	conn := config.ConnConfig.Config
	if current, err := user.Current(); err == nil && conn.User == current.Username {
		conn.User = "<os user>"
	}
	all := append([]*pgconn.FallbackConfig{{Host: conn.Host, Port: conn.Port, TLSConfig: conn.TLSConfig}}, conn.Fallbacks...)
	o := &outcome{
		Database: conn.Database, User: conn.User, Password: conn.Password, Runtime: conn.RuntimeParams,
		ConnectSeconds: int64(conn.ConnectTimeout.Seconds()), Validated: conn.ValidateConnect != nil,
	}
	if strings.Contains(c.String, "pool_max_conns") {
		o.MaxConnections = config.MaxConns
	}
	for _, f := range all {
		a := attempt{Host: f.Host, Port: f.Port, TLS: "none"}
		if f.Host == "/tmp" || f.Host == "/var/run/postgresql" {
			a.Host = "<default>"
		}
		if t := f.TLSConfig; t != nil {
			switch {
			case !t.InsecureSkipVerify:
				a.TLS = "authority-and-name"
			case t.VerifyPeerCertificate != nil:
				a.TLS = "authority"
			default:
				a.TLS = "unverified"
			}
			a.SNI = t.ServerName
		}
		o.Attempts = append(o.Attempts, a)
	}
	return o
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
