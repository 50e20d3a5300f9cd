// Command recorded-chunks prints what langchaingo makes of texts, for TextSplitterTest to compare
// with. A line is one case: size, overlap, the text and then its chunks, separated by tabs, each
// text as a JSON string in ASCII.
package main

import (
	"fmt"
	"math/rand"
	"strconv"
	"strings"

	"github.com/tmc/langchaingo/textsplitter"
)

var alphabets = [][]string{
	{"a", "b", "cd", "efg", " ", " ", "\n", "\n\n"},
	{"word", "longer-word", "I", " ", " ", " ", ". ", "\n", "\n\n", "\n\n\n"},
	{"é", "漢字", "😀", "x", " ", "\u00a0", "\u2003", "\u0085", "\t", "\r\n", "\n", "\n\n"},
	{" ", "\n", "\n\n", "\t", "a"},
	{"abcdefghij", "k", " "},
	{"a", "\u001c", "\u200b", "\ufeff", "\v", "\f", "\u3000", " "},
}

func quote(text string) string {
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, r := range text {
		switch {
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&quoted, "\\u%04x\\u%04x", 0xd800+r>>10, 0xdc00+r&0x3ff)
		case r < ' ' || r > '~' || r == '"' || r == '\\':
			fmt.Fprintf(&quoted, "\\u%04x", r)
		default:
			quoted.WriteRune(r)
		}
	}
	quoted.WriteByte('"')
	return quoted.String()
}

func main() {
	random := rand.New(rand.NewSource(1))
	for number := 0; number < 600; number++ {
		alphabet := alphabets[number%len(alphabets)]
		size := 2 + random.Intn(12)
		if number%10 == 0 {
			size = 20 + random.Intn(40)
		}
		overlap := random.Intn(size)
		var text strings.Builder
		for length := random.Intn(4 * size); text.Len() < length; {
			text.WriteString(alphabet[random.Intn(len(alphabet))])
		}
		splitter := textsplitter.NewRecursiveCharacter(
			textsplitter.WithChunkSize(size), textsplitter.WithChunkOverlap(overlap))
		chunks, err := splitter.SplitText(text.String())
		if err != nil {
			panic(err)
		}
		line := []string{strconv.Itoa(size), strconv.Itoa(overlap), quote(text.String())}
		for _, chunk := range chunks {
			line = append(line, quote(chunk))
		}
		fmt.Println(strings.Join(line, "\t"))
	}
}
