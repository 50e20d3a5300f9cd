#!/usr/bin/env python3
"""Runs the real CloudQuery CLI with our source and the example's DuckDB destination, and checks what it leaves.

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


def sync(port, rows):
    spec = [
        dict(kind="source", spec=dict(name="sample", registry="grpc", path=f"127.0.0.1:{port}", tables=["*"],
                                      destinations=["duckdb"], spec=dict(rows=rows))),
        dict(kind="destination", spec=dict(name="duckdb", registry="local", path=sys.argv[1],
                                           write_mode="overwrite-delete-stale", spec=dict(path=str(DATABASE))))]
    file = FOLDER / "spec.yml"
    file.write_text("\n---\n".join(json.dumps(part) for part in spec))
    done = subprocess.run([str(CLI), "sync", str(file), "--telemetry-level", "none"], cwd=FOLDER, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"the sync failed:\n{done.stdout}")


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
    with duckdb.connect(str(DATABASE), read_only=True) as database:
        check("stale rows are gone", database.sql("SELECT id FROM sample_parents ORDER BY id").fetchall(), [(0,), (1,)])
        check("children are there", database.sql("SELECT id FROM sample_children ORDER BY id").fetchall(), [(0,), (1,)])
        check("values arrive", database.sql(
            "SELECT flag, small, number, unsigned, ratio, title, tags->>'a' FROM sample_parents WHERE id = 1").fetchall(),
            [(True, -32768, 2**62, 2**64 - 1, 0.1, "Köln", '[1,"ä"]')])


if __name__ == "__main__":
    main()
