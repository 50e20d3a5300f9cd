"""What RDS does with a token, in front of a PostgreSQL that trusts whom it lets in: it asks for a password over TLS, and
computes the signature anew from the secrets of those credentials that the token service has given."""
import hashlib
import hmac
import socket
import ssl
import struct
import threading
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs

SSL_REQUEST = 80877103
ASKED = ("Action", "DBUser", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Security-Token",
         "X-Amz-Signature", "X-Amz-SignedHeaders")


def signature(host, query, date, scope, secret):
    """Version 4 of Amazon's signatures, for a request that is signed in its query."""
    signed = "&".join(sorted(part for part in query.split("&") if not part.startswith("X-Amz-Signature=")))
    request = "\n".join(["GET", "/", signed, "host:" + host, "", "host", hashlib.sha256(b"").hexdigest()])
    text = "\n".join(["AWS4-HMAC-SHA256", date, "/".join(scope), hashlib.sha256(request.encode()).hexdigest()])
    key = ("AWS4" + secret).encode()
    for part in [*scope, text]:
        key = hmac.digest(key, part.encode(), "sha256")
    return key.hex()


def refusal(token, user, expected, secrets, now):
    """Why a token is not taken, or None. Expected are the database's host:port, region and user; secrets are by access key."""
    host, _, query = token.partition("/?")
    values = parse_qs(query)
    if sorted(values) != sorted(ASKED):
        return "parameters"
    value = {name: values[name][0] for name in values}
    key, *scope = value["X-Amz-Credential"].split("/")
    signed_at = datetime.strptime(value["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    secret, session = secrets().get(key, ("", ""))
    checks = {
        "host": host == expected["host"],
        "user": user == value["DBUser"] == expected["user"],
        "scope": scope == [f"{signed_at:%Y%m%d}", expected["region"], "rds-db", "aws4_request"],
        "expiry": signed_at - timedelta(minutes=5) <= now <= signed_at + timedelta(seconds=int(value["X-Amz-Expires"])),
        "lifetime": int(value["X-Amz-Expires"]) <= 900,
        "action": value["Action"] == "connect",
        "credentials": value["X-Amz-Security-Token"] == session,
        "signature": value["X-Amz-Signature"] == signature(host, query, value["X-Amz-Date"], scope, secret),
    }
    return next((name for name, good in checks.items() if not good), None)


class StandIn:
    """Listens on a port of its own; tokens are those it was sent, refusals why some of them were not taken."""

    def __init__(self, certificate, server, secrets):
        self.tokens, self.refusals, self.ahead = [], [], timedelta()
        self.server, self.secrets = server, secrets
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(certificate)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.expected = {}
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            session, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(session,), daemon=True).start()

    def serve(self, session):
        if struct.unpack("!ii", read(session, 8))[1] != SSL_REQUEST:
            return session.close()
        session.sendall(b"S")
        session = self.tls.wrap_socket(session, server_side=True)
        length = read(session, 4)
        startup = length + read(session, struct.unpack("!i", length)[0] - 4)
        words = startup[8:].decode().split("\0")
        user = dict(zip(words[::2], words[1::2]))["user"]
        session.sendall(b"R" + struct.pack("!ii", 8, 3))
        _, size = struct.unpack("!ci", read(session, 5))
        token = read(session, size - 4)[:-1].decode()
        self.tokens.append(token)
        reason = refusal(token, user, self.expected, self.secrets, datetime.now(timezone.utc) + self.ahead)
        if reason:
            self.refusals.append(reason)
            fields = f"SFATAL\0VFATAL\0C28000\0MPAM authentication failed for user \"{user}\"\0\0".encode()
            session.sendall(b"E" + struct.pack("!i", len(fields) + 4) + fields)
            return session.close()
        real = socket.create_connection(self.server)
        real.sendall(startup)
        threading.Thread(target=forward, args=(real, session), daemon=True).start()
        forward(session, real)


def read(session, size):
    content = b""
    while len(content) < size:
        part = session.recv(size - len(content))
        if not part:
            raise EOFError
        content += part
    return content


def forward(source, target):
    try:
        while part := source.recv(65536):
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        target.close()
