#!/usr/bin/env python3
"""Syncs texts with the real CLI through the packaged destination into pgvector, embedded by a real model, and looks for the nearest.

usage: check.py PLUGIN JAVA CLASSPATH   (in a virtual environment made from both requirements.txt)

CLASSPATH is that of the test fixtures; PGVECTOR_POSTGRES_HOME names the server that they start.
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
from endpoint import DIMENSIONS, Endpoint

PLUGIN, JAVA, CLASSPATH = sys.argv[1:4]
CLI = Path(cloudquery.__path__[0]) / "bin" / "cloudquery"
SOURCE = Path(__file__).parent.parent / "cli" / "source.py"
FOLDER = Path(tempfile.mkdtemp(prefix="embeddings"))
KEY = "sk-only-for-this-check"
TEXTS = {
    "A library that reads and writes JSON documents": "parse a JSON file",
    "A framework to write and run unit tests": "checking that my code works",
    "A driver that connects programs to PostgreSQL": "talk to a relational database",
    "A client that sends HTTP requests": "download a web page",
    "A logger that writes what a program does to files": "the log output of an application",
    "Algorithms that encrypt and sign messages": "cryptography",
    "A tool that compresses files into archives": "make a zip",
    "A parser of dates in many time zones": "what day is it in Tokyo",
}
passed = failed = 0


def check(what, condition, detail=""):
    global passed, failed
    passed, failed = passed + bool(condition), failed + (not condition)
    print(("ok    " if condition else "FAIL  ") + what + ("" if condition else f"\n{detail}"), flush=True)


def start_source():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = subprocess.Popen([sys.executable, str(SOURCE), "serve", "--address", f"127.0.0.1:{port}"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, port
        time.sleep(0.1)
    raise SystemExit("the source did not start")


def sync(port, connection, base_url, titles, key=KEY):
    embedding = dict(model_name="all-MiniLM-L6-v2", dimensions=DIMENSIONS, api_key=key, base_url=base_url, index="hnsw")
    config = dict(tables=[dict(table_name="sample_parents", embed_columns=["title"], metadata_columns=["id", "title"])],
                  embedding=embedding)
    spec = [
        dict(kind="source", spec=dict(name="sample", registry="grpc", path=f"127.0.0.1:{port}", tables=["*"],
                                      destinations=["postgresql"], spec=dict(titles=titles, rows=1))),
        dict(kind="destination", spec=dict(name="postgresql", registry="local", path=PLUGIN,
                                           write_mode="overwrite-delete-stale",
                                           spec=dict(connection_string=connection, pgvector_config=config)))]
    file = FOLDER / "spec.yml"
    file.write_text("\n---\n".join(json.dumps(part) for part in spec))
    done = subprocess.run([str(CLI), "sync", str(file), "--telemetry-level", "none"],
                          cwd=FOLDER, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def main(port, connection):
    endpoint = Endpoint(KEY)

    def rows(query, *parameters):
        with psycopg.connect(connection) as session:
            return session.execute(query, parameters).fetchall()

    def sync_texts(texts, **options):
        endpoint.requests.clear()
        return sync(port, connection, endpoint.base_url, texts, **options)

    status, output = sync_texts(list(TEXTS))
    check("the sync succeeds", status == 0, output)
    check("every text is a chunk", rows("SELECT chunk FROM sample_parents_embeddings ORDER BY id")
          == [(text,) for text in TEXTS])
    for text, question in TEXTS.items():
        vector, _ = endpoint.model.embed(question)
        nearest = rows("SELECT title FROM sample_parents_embeddings ORDER BY embedding <=> %s::vector LIMIT 1",
                       str([float(x) for x in vector]))
        check(f"nearest to “{question}”: {nearest[0][0]}", nearest == [(text,)], text)
    check("the index is there", rows("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE %s", "%hnsw%") == [(1,)])

    status, output = sync_texts(list(TEXTS))
    check("the same again asks for nothing", status == 0 and not endpoint.requests, (output, endpoint.requests))
    changed = ["A garden with roses", *list(TEXTS)[1:4]]
    status, output = sync_texts(changed)
    asked = [text for request in endpoint.requests for text in request["input"]]
    check("only a changed text is asked for", status == 0 and asked == changed[:1], (output, asked))
    check("chunks of stale rows are gone", rows("SELECT chunk FROM sample_parents_embeddings ORDER BY id")
          == [(text,) for text in changed])
    status, output = sync_texts(["Something new"], key="sk-wr0ng")
    check("a wrong key is said", status != 0 and "sample_parents" in output and "Incorrect API key" in output, output)
    logs = "".join(file.read_text() for file in FOLDER.glob("*.log"))
    check("no key is shown", not any(key in output + logs for key in (KEY, "sk-wr0ng")))


if __name__ == "__main__":
    server = subprocess.Popen([JAVA, "-cp", CLASSPATH, "io.cqdestination.fixtures.postgres.TemporaryServer", "pgvector"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    database = server.stdout.readline().strip()
    if not database:
        raise SystemExit("the PostgreSQL server with pgvector did not start")
    source, source_port = start_source()
    try:
        main(source_port, database)
    finally:
        source.kill()
        server.stdin.close()
        server.wait(60)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
