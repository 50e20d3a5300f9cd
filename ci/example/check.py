#!/usr/bin/env python3
"""Runs the real CloudQuery CLI with our source and the example's DuckDB destination, loads a file with its executable,
and checks what both leave.

usage: check.py PLUGIN   (in a virtual environment made from ../cli/requirements.txt and requirements.txt)
"""
import json
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cloudquery
import duckdb
import pyarrow
import pyarrow.feather

CLI = Path(cloudquery.__path__[0]) / "bin" / "cloudquery"
SOURCE = Path(__file__).parent.parent / "cli" / "source.py"
FOLDER = Path(tempfile.mkdtemp(prefix="example"))
DATABASE = FOLDER / "sample.duckdb"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start_source(port):
    log = FOLDER / "source.log"
    command = [sys.executable, str(SOURCE), "serve", "--address", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=log.open("w"), stderr=subprocess.STDOUT)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    process.kill()
    raise SystemExit("the source did not start:\n" + log.read_text())


def destination(write_mode):
    return dict(kind="destination", spec=dict(name="duckdb", registry="local", path=sys.argv[1],
                                              write_mode=write_mode, spec=dict(path=str(DATABASE))))


def configuration(*documents):
    file = FOLDER / "spec.yml"
    file.write_text("\n---\n".join(json.dumps(document) for document in documents))
    return str(file)


def run(what, *command):
    done = subprocess.run(command, cwd=FOLDER, timeout=120, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{what} failed:\n{done.stdout}")


def sync(port, rows):
    source = dict(kind="source", spec=dict(name="sample", registry="grpc", path=f"127.0.0.1:{port}", tables=["*"],
                                           destinations=["duckdb"], spec=dict(rows=rows)))
    spec = configuration(source, destination("overwrite-delete-stale"))
    run("the sync", str(CLI), "sync", spec, "--telemetry-level", "none")


def load():
    """A file with a list and a struct, which the source's SDK cannot make."""
    rows = pyarrow.table({"id": [1], "names": [["a", "b"]], "place": [{"city": "Köln", "number": 7}]})
    pyarrow.feather.write_feather(rows, FOLDER / "nested.arrow")
    run("load", sys.argv[1], "load", "-c", configuration(destination("append")), "nested.arrow")


def check(what, found, expected):
    print(("ok    " if found == expected else "FAIL  ") + what, flush=True)
    if found != expected:
        raise SystemExit(f"{found} instead of {expected}")


def main():
    port = free_port()
    source = start_source(port)
    try:
        sync(port, 5)
        sync(port, 2)
    finally:
        source.kill()
    load()
    with duckdb.connect(str(DATABASE), read_only=True) as database:
        check("stale rows are gone", database.sql("SELECT id FROM sample_parents ORDER BY id").fetchall(), [(0,), (1,)])
        check("children are there", database.sql("SELECT id FROM sample_children ORDER BY id").fetchall(), [(0,), (1,)])
        check("values arrive", database.sql(
            "SELECT flag, small, number, unsigned, ratio, title, tags->>'a' FROM sample_parents WHERE id = 1").fetchall(),
            [(True, -32768, 2**62, 2**64 - 1, 0.1, "Köln", '[1,"ä"]')])
        check("lists and structs are DuckDB's own", database.sql(
            "SELECT data_type FROM information_schema.columns"
            " WHERE table_name = 'nested' AND column_name IN ('names', 'place') ORDER BY column_name").fetchall(),
            [("VARCHAR[]",), ("STRUCT(city VARCHAR, number BIGINT)",)])
        check("their values arrive", database.sql("SELECT names, place FROM nested").fetchall(),
              [(["a", "b"], {"city": "Köln", "number": 7})])


if __name__ == "__main__":
    main()
