"""What every story needs: a server, the source, the plugin, the CLI, a look into the database, and a tally.

The arguments are those of check.py.
"""
import json
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cloudquery
import psycopg

PLUGIN, JAVA, CLASSPATH = sys.argv[1:4]
CLI = Path(cloudquery.__path__[0]) / "bin" / "cloudquery"
FOLDER = Path(tempfile.mkdtemp(prefix="cli"))
passed = failed = 0


def start_server():
    """A PostgreSQL server that stops when its standard input is closed, and the connection string of a database."""
    process = subprocess.Popen([JAVA, "-cp", CLASSPATH, "io.cqdestination.fixtures.postgres.TemporaryServer"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    connection = process.stdout.readline().strip()
    if not connection:
        raise SystemExit("the PostgreSQL server did not start")
    return process, connection


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start_source():
    port = free_port()
    command = [sys.executable, str(Path(__file__).with_name("source.py")), "serve", "--address", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=(FOLDER / "source.log").open("w"), stderr=subprocess.STDOUT)
    await_port(process, port, "the source")
    return process, port


def await_port(process, port, what):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    process.kill()
    raise SystemExit(f"{what} did not start")


def start_destination():
    """The plugin by itself, as `registry: grpc` wants it."""
    port = free_port()
    command = [PLUGIN, "serve", "--network", "tcp", "--address", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=(FOLDER / "destination.log").open("w"), stderr=subprocess.STDOUT)
    await_port(process, port, "the destination")
    return process, f"127.0.0.1:{port}"


def spec_file(mode="append", migrate="safe", connection=None, registry="local", path=None, options=None, **source):
    """`options` are keys of the destination's spec beside its connection string; `source` is the source's spec."""
    destination = {"connection_string": connection or CONNECTION, "retry_timeout": "60s", **(options or {})}
    spec = [
        dict(kind="source", spec=dict(name="sample", registry="grpc", path=f"127.0.0.1:{PORT}", tables=["*"],
                                      destinations=["postgresql"], spec=source)),
        dict(kind="destination", spec=dict(name="postgresql", registry=registry, path=path or PLUGIN, write_mode=mode,
                                           migrate_mode=migrate, spec=destination))]
    file = FOLDER / "spec.yml"
    file.write_text("\n---\n".join(json.dumps(part) for part in spec))
    return file


def start_cli(command, file, *options, folder=FOLDER):
    return subprocess.Popen([str(CLI), command, str(file), "--telemetry-level", "none", *options], cwd=folder,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def cli(command, *options, **arguments):
    process = start_cli(command, spec_file(**arguments), *options)
    output, _ = process.communicate(timeout=120)
    return process.returncode, output


def check(what, condition, detail=""):
    global passed, failed
    passed, failed = passed + bool(condition), failed + (not condition)
    print(("ok    " if condition else "FAIL  ") + what + ("" if condition else "\n" + detail), flush=True)


def rows(query):
    with psycopg.connect(CONNECTION) as connection:
        return connection.execute(query).fetchall()


def synced(what, *options, **arguments):
    status, output = cli("sync", *options, **arguments)
    check(what, status == 0, output)
    return output


def execute(*statements):
    with psycopg.connect(CONNECTION) as connection:
        for statement in statements:
            connection.execute(statement)


def gate(table, condition="TRUE"):
    """Holds whoever inserts such a row into a table, for `interrupted`."""
    def hold(holder):
        holder.execute(f"""
            CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
            CREATE TRIGGER gate BEFORE INSERT ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE PROCEDURE gate()""")
        holder.commit()
        holder.execute("SELECT pg_advisory_lock(1)")
    return hold


def interrupted(story, hold, look, **arguments):
    """A sync whose plugin is killed while it waits for what `hold` holds; meanwhile `look` is called."""
    destination, address = start_destination()
    with psycopg.connect(CONNECTION) as holder:
        hold(holder)
        sync = start_cli("sync", spec_file(registry="grpc", path=address, **arguments))
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        deadline = time.monotonic() + 60
        while rows(waiting) == [(0,)] and time.monotonic() < deadline:
            time.sleep(0.1)
        check(f"{story}: a sync is in the middle", rows(waiting) != [(0,)])
        look()
        destination.kill()
        destination.wait(60)
    output, _ = sync.communicate(timeout=120)
    check(f"{story}: the sync of a killed plugin fails", sync.returncode != 0, output)
    execute("DROP FUNCTION IF EXISTS gate() CASCADE")


server, CONNECTION = start_server()
PASSWORD = CONNECTION.split("://")[1].split("@")[0].partition(":")[2]
source, PORT = start_source()


def stop():
    """Stops what was started here."""
    source.kill()
    server.stdin.close()
    server.wait(60)


def result():
    """The exit status: 1 where a check failed. Says how many did."""
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
