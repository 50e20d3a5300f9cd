#!/usr/bin/env python3
"""Draws architecture.svg: the modules, and which way the rows go. usage: architecture.py"""
from pathlib import Path

from drawing import arrow, box, picture, text

# name, what it does, what it is made of, left edge, top edge, style
MODULES = [
    ("adapters-grpc", "protocol, Arrow", "views over received bytes", 130, 60, "box"),
    ("core", "order, batches, migrations", "knows none of the others", 350, 60, "core"),
    ("adapters-postgres", "SQL, binary COPY", "commits, retries, reads", 570, 60, "box"),
    ("postgres-connection", "what libpq and pgx take", "knows nothing of rows", 570, 170, "box"),
    ("adapters-openai", "embeddings", "asks for vectors", 350, 170, "box"),
    ("adapters-aws", "tokens for RDS", "signed for each connection", 570, 280, "box"),
    ("adapters-databricks", "credentials for Lakebase", "asks the workspace", 350, 280, "box"),
]
WIDTH, HEIGHT = 180, 76


def draw():
    parts = [box(110, 20, 660, 380), text(126, 42, "destination-app: the program around any destination; app: this one, assembled in it", "small")]
    for name, purpose, detail, x, y, style in MODULES:
        parts += [box(x, y, WIDTH, HEIGHT, style), text(x + 12, y + 24, name, "bold"),
                  text(x + 12, y + 44, purpose, "small"), text(x + 12, y + 62, detail, "small")]
    parts += [
        text(14, 92, "CloudQuery", "bold"), text(14, 110, "CLI", "bold"), text(94, 114, "gRPC", "small"),
        arrow(94, 98, 128, 98), arrow(310, 98, 348, 98), arrow(530, 98, 568, 98),
        arrow(660, 136, 660, 168), arrow(750, 208, 798, 208), arrow(440, 136, 440, 168), arrow(350, 208, 96, 208),
        arrow(660, 280, 660, 248), '<path class="line" d="M530 318 H550 V208"/>', arrow(550, 208, 568, 208),
        text(804, 204, "PostgreSQL", "bold"), text(804, 222, "CockroachDB", "bold"),
        text(14, 196, "OpenAI-", "bold"), text(14, 214, "compatible", "bold"), text(14, 232, "API", "bold"),
        text(126, 374, "Rows stay in the bytes they came in until they are encoded for COPY.", "small"),
        text(126, 391, "Adapters know core only; those that issue passwords, postgres-connection only.", "small"),
    ]
    return picture(950, 420, "Architecture: the CLI, the modules of the plugin, the database", parts)


if __name__ == "__main__":
    Path(__file__).with_name("architecture.svg").write_text(draw(), encoding="utf-8")
