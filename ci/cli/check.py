#!/usr/bin/env python3
"""Runs the real CloudQuery CLI with our source and the packaged destination, and checks what it leaves in the database.

usage: check.py PLUGIN JAVA CLASSPATH   (in a virtual environment made from requirements.txt)

CLASSPATH is that of the test fixtures, which bring a PostgreSQL server.
"""
import sys
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from harness import (CONNECTION, FOLDER, PASSWORD, check, cli, execute, result, rows, spec_file, start_cli,
                     start_destination, stop, synced)
from stories import guarded_deletions, history, kept_rows, publication, refused_rows, schema_of_a_source


def check_grpc():
    destination, address = start_destination()
    try:
        synced("registry grpc: the sync succeeds", registry="grpc", path=address, mode="overwrite",
               migrate="forced", rows=4)
        check("registry grpc: rows are there", rows("SELECT count(*) FROM sample_parents") == [(4,)])
    finally:
        destination.terminate()
        check("registry grpc: the plugin ends well", destination.wait(60) == 0)


def check_shards():
    """Two CLIs, each with a plugin of its own, write the same tables at once."""
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
    refused = dict(mode="overwrite-delete-stale", rows=5, empty=300, options={"retry_timeout": "1s"})
    synced("hundreds of tables: the sync succeeds", **refused)
    for what, words, statement in (
            ("a refused row", ("sample_parents", "few"), "ALTER TABLE sample_parents ADD CONSTRAINT few CHECK (id < 4)"),
            ("a refused migration", ("sample_parents", "small"), "ALTER TABLE sample_parents ALTER small TYPE text"),
            ("a lost server", ("sample_parents", "given up"), """
                CREATE FUNCTION lost() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';
                CREATE TRIGGER lost BEFORE INSERT OR UPDATE ON sample_parents EXECUTE PROCEDURE lost()""")):
        execute("DROP TABLE sample_parents, sample_children")
        synced(f"before {what}: the sync succeeds", **{**refused, "rows": 2})
        execute(statement)
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

    execute("DROP TABLE sample_parents, sample_children")
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
    for story in (publication, history, refused_rows, kept_rows, guarded_deletions, schema_of_a_source):
        execute("DROP TABLE IF EXISTS sample_parents, sample_children")
        story.tell()
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
    try:
        main()
    finally:
        stop()
    sys.exit(result())
