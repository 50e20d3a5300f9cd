#!/usr/bin/env python3
"""Draws network.svg from docs/network.csv, which the benchmark writes. usage: network.py [CSV [SVG]]

The file's columns: case, round_trip_ms, ours_seconds, floor_seconds, ratio. The floor is what the database needs over
the same line for the same statements as one message, or through psql.
"""
import sys
from pathlib import Path

import benchmark

COLUMNS = ["case", "round_trip_ms", "ours_seconds", "floor_seconds", "ratio"]
# Ratios that may not be exceeded, by case and milliseconds; where there is none, the aim is another program's time.
TARGETS = {
    "inventory, first": {0: 1.1, 30: 1.5},
    "inventory, again": {0: 2.0, 1: 2.0},
    "bulk append": {0: 1.0, 1: 1.0, 30: 1.1, 100: 1.25},
}


def read(path):
    rows = benchmark.read(path, COLUMNS)
    rows.sort(key=lambda row: list(TARGETS).index(row["case"]))
    return [{**row, "case": f"{row['case']}, {row['round_trip_ms']:.0f} ms away", "peak_mib": None,
             "target": TARGETS[row["case"]].get(int(row["round_trip_ms"]))} for row in rows]


def draw(cases):
    return benchmark.draw(cases, "Over a line: this plugin and the database alone")


if __name__ == "__main__":
    here = Path(__file__).parent
    source = sys.argv[1] if len(sys.argv) > 1 else here.parent / "network.csv"
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else here / "network.svg"
    target.write_text(draw(read(source)), encoding="utf-8")
