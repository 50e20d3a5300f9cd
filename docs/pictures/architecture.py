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
    ("adapters-openai", "embeddings", "asks for vectors", 570, 280, "box"),
]
WIDTH, HEIGHT = 180, 76


def draw():
    parts = [box(110, 20, 660, 380), text(126, 42, "app: assembles the modules, owns the process", "small")]
    for name, purpose, detail, x, y, style in MODULES:
        parts += [box(x, y, WIDTH, HEIGHT, style), text(x + 12, y + 24, name, "bold"),
                  text(x + 12, y + 44, purpose, "small"), text(x + 12, y + 62, detail, "small")]
    parts += [
        text(14, 92, "CloudQuery", "bold"), text(14, 110, "CLI", "bold"), text(94, 114, "gRPC", "small"),
        arrow(94, 98, 128, 98), arrow(310, 98, 348, 98), arrow(530, 98, 568, 98),
        arrow(660, 136, 660, 168), arrow(750, 208, 798, 208), arrow(530, 124, 568, 310), arrow(750, 318, 798, 318),
        text(804, 204, "PostgreSQL", "bold"), text(804, 222, "CockroachDB", "bold"),
        text(804, 314, "OpenAI-compatible", "bold"), text(804, 332, "API", "bold"),
        text(126, 384, "Rows stay in the bytes they came in until they are encoded for COPY. "
                       "Adapters know core only.", "small"),
    ]
    return picture(950, 420, "Architecture: the CLI, the modules of the plugin, the database", parts)


if __name__ == "__main__":
    Path(__file__).with_name("architecture.svg").write_text(draw(), encoding="utf-8")
