#!/usr/bin/env python3
"""Runs the real CloudQuery CLI with our source and the packaged destination, and checks what it leaves in the database.

usage: check.py PLUGIN JAVA CLASSPATH   (in a virtual environment made from requirements.txt)

CLASSPATH is that of the test fixtures, which bring a PostgreSQL server.
"""
import json
import socket
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

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


def spec_file(mode="append", migrate="safe", connection=None, registry="local", path=None, retry="60s",
              publish="per_batch", history=False, **source):
    spec = [
        dict(kind="source", spec=dict(name="sample", registry="grpc", path=f"127.0.0.1:{PORT}", tables=["*"],
                                      destinations=["postgresql"], spec=source)),
        dict(kind="destination", spec=dict(name="postgresql", registry=registry, path=path or PLUGIN, write_mode=mode,
                                           migrate_mode=migrate, spec=dict(connection_string=connection or CONNECTION,
                                                                           retry_timeout=retry, publish=publish,
                                                                           write_history=history)))]
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


def check_grpc():
    destination, address = start_destination()
    try:
        synced("registry grpc: the sync succeeds", registry="grpc", path=address, mode="overwrite",
               migrate="forced", rows=4)
        check("registry grpc: rows are there", rows("SELECT count(*) FROM sample_parents") == [(4,)])
    finally:
        destination.terminate()
        check("registry grpc: the plugin ends well", destination.wait(60) == 0)


def check_publication():
    """A sync that becomes visible at once: looked at in the middle, killed, looked at, run again."""
    counts = "SELECT (SELECT count(*) FROM sample_parents), (SELECT count(*) FROM sample_children)"
    stages = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'cq_stage_%'"
    arguments = dict(mode="overwrite-delete-stale", migrate="forced", registry="grpc", publish="at_end")
    destination, address = start_destination()
    synced("at once: the first sync succeeds", path=address, rows=5, **arguments)
    check("at once: its rows are there", rows(counts) == [(5, 5)])
    with psycopg.connect(CONNECTION) as holder:
        holder.execute("""
            CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
            CREATE TRIGGER gate BEFORE INSERT ON sample_parents FOR EACH ROW WHEN (NEW.id = 7)
              EXECUTE PROCEDURE gate()""")
        holder.commit()
        holder.execute("SELECT pg_advisory_lock(1)")
        sync = start_cli("sync", spec_file(path=address, rows=8, **arguments))
        deadline = time.monotonic() + 60
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while rows(waiting) == [(0,)] and time.monotonic() < deadline:
            time.sleep(0.1)
        check("at once: in the middle of the publication nothing is to be seen of it", rows(counts) == [(5, 5)])
        check("at once: the new rows wait beside", rows(stages) == [(1,)])
        destination.kill()
        destination.wait(60)
    output, _ = sync.communicate(timeout=120)
    check("at once: the sync of a killed plugin fails", sync.returncode != 0, output)
    check("at once: it has changed nothing", rows(counts) == [(5, 5)])
    with psycopg.connect(CONNECTION) as connection:
        connection.execute("DROP FUNCTION gate CASCADE")
    destination, address = start_destination()
    synced("at once: the next sync succeeds", path=address, rows=8, **arguments)
    destination.terminate()
    destination.wait(60)
    check("at once: its rows are there, and nothing of the killed one", rows(counts) == [(8, 8)] and rows(stages) == [(0,)],
          str(rows(counts) + rows(stages)))


def check_history():
    """Every version of rows: a sync, one that is killed in the middle, looked at, run again, looked at."""
    with psycopg.connect(CONNECTION) as connection:
        connection.execute("DROP TABLE sample_parents, sample_children")
    versions = "SELECT count(*), count(valid_to) FROM sample_parents_history"
    arguments = dict(mode="overwrite-delete-stale", registry="grpc", history=True)
    destination, address = start_destination()
    synced("history: the first sync succeeds", path=address, titles=["a", "b", "c"], **arguments)
    check("history: its rows are the first versions", rows(versions) == [(3, 0)], str(rows(versions)))
    ((first,),) = rows("SELECT DISTINCT _cq_sync_time FROM sample_parents")
    synced("history: the same again succeeds", path=address, titles=["a", "b", "c"], **arguments)
    check("history: unchanged rows add nothing", rows(versions) == [(3, 0)], str(rows(versions)))
    with psycopg.connect(CONNECTION) as holder:
        holder.execute("""
            CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
            CREATE TRIGGER gate BEFORE INSERT ON sample_parents_history FOR EACH ROW EXECUTE PROCEDURE gate()""")
        holder.commit()
        holder.execute("SELECT pg_advisory_lock(1)")
        sync = start_cli("sync", spec_file(path=address, titles=["a", "B"], **arguments))
        deadline = time.monotonic() + 60
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while rows(waiting) == [(0,)] and time.monotonic() < deadline:
            time.sleep(0.1)
        check("history: in the middle of a version neither it nor its row is to be seen",
              rows(versions) == [(3, 0)] and rows("SELECT count(*) FROM sample_parents WHERE title = 'B'") == [(0,)])
        destination.kill()
        destination.wait(60)
    output, _ = sync.communicate(timeout=120)
    check("history: the sync of a killed plugin fails", sync.returncode != 0, output)
    with psycopg.connect(CONNECTION) as connection:
        connection.execute("DROP FUNCTION gate CASCADE")
    destination, address = start_destination()
    synced("history: the next sync succeeds", path=address, titles=["a", "B"], **arguments)
    destination.terminate()
    destination.wait(60)
    check("history: what changed and what went has ended, once each", rows(versions) == [(4, 2)], str(rows(versions)))
    with psycopg.connect(CONNECTION) as connection:
        shown = connection.execute("SELECT title FROM sample_parents_at(%s) ORDER BY id", (first,)).fetchall()
        now = connection.execute("SELECT title FROM sample_parents_at(now() AT TIME ZONE 'UTC') ORDER BY id").fetchall()
    check("history: the table is shown as it was", shown == [("a",), ("b",), ("c",)], str(shown))
    check("history: and as it is", now == [("a",), ("B",)], str(now))
    with psycopg.connect(CONNECTION) as connection:
        connection.execute("DROP TABLE sample_parents, sample_children, sample_parents_history, sample_children_history"
                           " CASCADE")
    synced("history: the next story finds its tables", mode="overwrite-delete-stale", rows=2)


def check_shards():
    """Two CLIs, each with a plugin of its own, write the same tables at once."""
    with psycopg.connect(CONNECTION) as connection:
        connection.execute("DROP TABLE sample_parents, sample_children")
    for count in (40, 20):
        file = spec_file(mode="overwrite-delete-stale", rows=count)
        folders = [Path(tempfile.mkdtemp(dir=FOLDER)) for _ in range(2)]
        shards = [start_cli("sync", file, "--shard", f"{number}/2", folder=folder)
                  for number, folder in enumerate(folders, 1)]
        outputs = [shard.communicate(timeout=120)[0] for shard in shards]
        check(f"shards with {count} rows: both syncs succeed", all(shard.returncode == 0 for shard in shards),
              "\n".join(outputs))
        check(f"shards with {count} rows: no row is missing and no stale one left",
              rows("SELECT count(*), count(DISTINCT id) FROM sample_parents") == [(count, count)],
              str(rows("SELECT _cq_source_name, count(*) FROM sample_parents GROUP BY 1")))


def check_failures():
    """What fails is said by the CLI, with hundreds of deletions of stale rows behind it."""
    refused = dict(mode="overwrite-delete-stale", rows=5, empty=300, retry="1s")
    synced("hundreds of tables: the sync succeeds", **refused)
    for what, words, statement in (
            ("a refused row", ("sample_parents", "few"), "ALTER TABLE sample_parents ADD CONSTRAINT few CHECK (id < 4)"),
            ("a refused migration", ("sample_parents", "small"), "ALTER TABLE sample_parents ALTER small TYPE text"),
            ("a lost server", ("sample_parents", "given up"), """
                CREATE FUNCTION lost() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';
                CREATE TRIGGER lost BEFORE INSERT OR UPDATE ON sample_parents EXECUTE PROCEDURE lost()""")):
        with psycopg.connect(CONNECTION) as connection:
            connection.execute("DROP TABLE sample_parents, sample_children")
        synced(f"before {what}: the sync succeeds", **{**refused, "rows": 2})
        with psycopg.connect(CONNECTION) as connection:
            connection.execute(statement)
        status, output = cli("sync", **refused)
        check(f"{what} is said, not EOF",
              status != 0 and "EOF" not in output and all(word in output for word in words), output)


def main():
    output = synced("append: the sync succeeds", rows=3)
    print("\n".join(output.strip().splitlines()[-4:]))
    check("append: parents are there", rows("SELECT count(*) FROM sample_parents") == [(3,)])
    check("append: children are there", rows("SELECT count(*) FROM sample_children") == [(9,)])
    check("append: every type arrives", rows(
        "SELECT flag, small, number, unsigned, ratio, bytes, day, at, key, tags, title FROM sample_parents WHERE id = 1"
    ) == [(True, -32768, 2**62, Decimal(2**64 - 1), 0.1, b"\x00\xff", date(2026, 1, 2),
           datetime(2026, 1, 2, 3, 4, 5, 678901), UUID(int=7), {"a": [1, "ä"], "b": None}, "Köln")])
    synced("append again: the sync succeeds", "--no-migrate", rows=3)
    check("append again: rows are added", rows("SELECT count(*) FROM sample_parents") == [(6,)])

    with psycopg.connect(CONNECTION) as connection:
        connection.execute("DROP TABLE sample_parents, sample_children")
    synced("overwrite-delete-stale: the sync succeeds", mode="overwrite-delete-stale", rows=5)
    check("overwrite-delete-stale: rows are there", rows("SELECT count(*) FROM sample_parents") == [(5,)])
    synced("a smaller sync succeeds", mode="overwrite-delete-stale", rows=2)
    check("stale rows are gone", rows("SELECT id FROM sample_parents ORDER BY id") == [(0,), (1,)])
    check("stale children are gone", rows("SELECT id FROM sample_children ORDER BY id") == [(0,), (1,)])

    status, output = cli("migrate", mode="overwrite-delete-stale", version=2)
    check("migrate adds a column", status == 0 and rows(
        "SELECT count(*) FROM information_schema.columns WHERE table_name = 'sample_parents' AND column_name = 'added'"
    ) == [(1,)], output)
    status, output = cli("migrate", mode="overwrite-delete-stale", version=3)
    check("a changed type is refused by name", status != 0 and "sample_parents" in output and "small" in output, output)
    synced("a forced migration succeeds", mode="overwrite-delete-stale", migrate="forced", version=3, rows=1)
    check("a forced migration changes the type", rows("SELECT small FROM sample_parents") == [("text",)])

    check_grpc()
    check_publication()
    check_history()
    check_shards()
    check_failures()

    _, output = cli("test-connection")
    line = next((line for line in output.splitlines() if line.startswith("destination")), "")
    check("test-connection succeeds", "Success" in line, output)
    _, output = cli("test-connection", connection=CONNECTION.replace(PASSWORD, "wr0ng-" + PASSWORD))
    line = next((line for line in output.splitlines() if line.startswith("destination")), "")
    check("test-connection names a wrong password", "AUTH_FAILED" in line, output)
    check("no password is shown", PASSWORD not in output, "the output holds the password")


if __name__ == "__main__":
    server, CONNECTION = start_server()
    PASSWORD = CONNECTION.split("://")[1].split("@")[0].partition(":")[2]
    source, PORT = start_source()
    try:
        main()
    finally:
        source.kill()
        server.stdin.close()
        server.wait(60)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
