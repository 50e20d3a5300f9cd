#!/usr/bin/env python3
"""Loads rows with the packaged executable through `aws_iam_auth`: a role assumed at moto's STS, and a server that checks tokens.

usage: check.py PLUGIN JAVA CLASSPATH   (in a virtual environment made from requirements.txt)

CLASSPATH is that of the test fixtures, which bring a PostgreSQL server.
"""
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote

import psycopg
import pyarrow
import pyarrow.feather
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from moto.sts.models import sts_backends
from standin import StandIn

PLUGIN, JAVA, CLASSPATH = sys.argv[1:4]
FOLDER = Path(tempfile.mkdtemp(prefix="login"))
USER, REGION, ENDPOINT = "writer", "eu-central-1", "inventory.abc.eu-central-1.rds.amazonaws.com:5432"
BASE_KEY, BASE_SECRET = "AKIAONLYFORTHISCHECK", "only-for-this-check"
ROLE = dict(role_arn=f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:role/inventory-writer", role_session_name="nightly",
            external_id="their-account")
passed = failed = 0
outputs = []


def check(what, condition, detail=""):
    global passed, failed
    passed, failed = passed + bool(condition), failed + (not condition)
    print(("ok    " if condition else "FAIL  ") + what + ("" if condition else f"\n{detail}"), flush=True)


def certificate():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(timezone.utc)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(1).not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256()))
    file = FOLDER / "server.pem"
    file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                       serialization.NoEncryption()) + made.public_bytes(serialization.Encoding.PEM))
    return file


def assumed_roles():
    return sts_backends[DEFAULT_ACCOUNT_ID]["global"].assumed_roles


def secrets():
    """What the token service gave: secret key and session token, by access key."""
    return {role.access_key_id: (role.secret_access_key, role.session_token) for role in assumed_roles()}


def trust_everybody(connection):
    """The stand-in in front of the server is the one that refuses."""
    with psycopg.connect(connection, autocommit=True) as session:
        database = session.info.dbname
        session.execute(f"CREATE ROLE {USER} LOGIN")
        session.execute(f"ALTER DATABASE {database} OWNER TO {USER}")
        Path(session.execute("SHOW hba_file").fetchone()[0]).write_text("host all all 127.0.0.1/32 trust\n")
        session.execute("SELECT pg_reload_conf()")
        host, port = session.info.host, session.info.port
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            psycopg.connect(host=host, port=port, user=USER, dbname=database).close()
            return host, port, database
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise SystemExit("the PostgreSQL server did not read its pg_hba.conf")


def load(standin, database, pem, user=USER, sslmode="verify-full", more={}, **auth):
    connection = f"host=localhost port={standin.port} user={user} dbname={database} sslmode={sslmode}"
    spec = dict(connection_string=f"{connection} sslrootcert={pem}" if sslmode == "verify-full" else connection,
                aws_iam_auth=dict(region=REGION, endpoint=ENDPOINT) | auth, retry_timeout="1s", pgx_log_level="trace")
    config = FOLDER / "destination.json"
    config.write_text(json.dumps(dict(kind="destination", spec=dict(name="postgresql", path=PLUGIN, write_mode="append",
                                                               spec=spec))))
    done = subprocess.run([PLUGIN, "load", "-c", str(config), str(FOLDER / "events.arrow")],
                          env=environment | more, cwd=FOLDER, capture_output=True, text=True, timeout=120)
    outputs.append(done.stdout + done.stderr)
    return done.returncode, outputs[-1]


def main(connection):
    pyarrow.feather.write_feather(pyarrow.table({"id": [1, 2, 3]}), FOLDER / "events.arrow", compression="uncompressed")
    pem = certificate()
    host, port, database = trust_everybody(connection)
    standin = StandIn(pem, (host, port), secrets)
    standin.expected = dict(host=ENDPOINT, region=REGION, user=USER)

    status, output = load(standin, database, pem, **ROLE)
    check("a token of an assumed role is taken", status == 0 and not standin.refusals, (output, standin.refusals))
    with psycopg.connect(host=host, port=port, user=USER, dbname=database) as session:
        check("the rows are there", session.execute("SELECT count(*) FROM events").fetchone() == (3,))
    check("the role is assumed once, as configured", [
        (role.arn.split(":")[-1], role.external_id) for role in assumed_roles()
    ] == [("assumed-role/inventory-writer/nightly", "their-account")], [vars(role) for role in assumed_roles()])

    for what, reason, options in (
            ("a token of another region", "scope", dict(region="us-east-1")),
            ("a token for another host", "host", dict(endpoint="elsewhere:5432")),
            ("a token of another user", "user", dict(user="postgres"))):
        standin.refusals.clear()
        status, output = load(standin, database, pem, **{**ROLE, **options})
        check(f"{what} is refused", status == 1 and set(standin.refusals) == {reason}, (output, standin.refusals))
        check(f"{what}: the message says so", "PAM authentication failed for user" in output, output)
    standin.refusals.clear()
    key, (_, session_token) = next(iter(secrets().items()))
    status, output = load(standin, database, pem, more=dict(AWS_ACCESS_KEY_ID=key, AWS_SESSION_TOKEN=session_token))
    check("a token signed with another secret is refused", status == 1 and set(standin.refusals) == {"signature"},
          (output, standin.refusals))
    standin.refusals.clear()
    standin.ahead = timedelta(minutes=16)
    status, output = load(standin, database, pem, **ROLE)
    check("an expired token is refused", status == 1 and set(standin.refusals) == {"expiry"}, (output, standin.refusals))
    sent = len(standin.tokens)
    status, output = load(standin, database, pem, sslmode="disable", **ROLE)
    check("no token is sent without TLS", status == 1 and "TLS" in output and len(standin.tokens) == sent, output)

    hidden = [BASE_SECRET, *(token.split("X-Amz-Signature=")[1].split("&")[0] for token in standin.tokens),
              *(form for pair in secrets().values() for secret in pair for form in (secret, quote(secret, safe="")))]
    check("no token and no secret is shown", not any(secret in output for secret in hidden for output in outputs))


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # or it tells every request
    sts = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    sts.start()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PG"))} | dict(
        AWS_ENDPOINT_URL_STS="http://{}:{}".format(*sts.get_host_and_port()), AWS_ACCESS_KEY_ID=BASE_KEY,
        AWS_SECRET_ACCESS_KEY=BASE_SECRET, AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE=str(FOLDER / "none"),
        AWS_SHARED_CREDENTIALS_FILE=str(FOLDER / "none"))
    server = subprocess.Popen([JAVA, "-cp", CLASSPATH, "io.cqdestination.fixtures.postgres.TemporaryServer"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    database_connection = server.stdout.readline().strip()
    if not database_connection:
        raise SystemExit("the PostgreSQL server did not start")
    try:
        main(database_connection)
    finally:
        sts.stop()
        server.stdin.close()
        server.wait(60)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
