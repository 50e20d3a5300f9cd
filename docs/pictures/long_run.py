#!/usr/bin/env python3
"""Draws long-run.svg from docs/long-run.csv, which the benchmark writes. usage: long_run.py [CSV [SVG]]

The file's columns: phase, seconds, rows, gib, rows_per_second, resident_mib, processor_seconds, wal_gib; a line for each
look, all but the pace counted from the beginning of the phase. Looks at less than three seconds are not drawn.
"""
import sys
from pathlib import Path

import benchmark
from drawing import picture, text

COLUMNS = ["phase", "seconds", "rows", "gib", "rows_per_second", "resident_mib", "processor_seconds", "wal_gib"]
LEFT, WIDTH, TOP, HEIGHT, GAP = 70, 760, 50, 150, 70
SHORTEST_SECONDS = 3


def read(path):
    return benchmark.read(path, COLUMNS)


def phases(looks):
    """Name, rows before the phase, and its looks, for each phase."""
    found = []
    before = 0
    for name in dict.fromkeys(look["phase"] for look in looks):
        some = [look for look in looks if look["phase"] == name]
        starts = [0, *(look["seconds"] for look in some)]
        found.append((name, before, [look for look, start in zip(some, starts)
                                     if look["seconds"] - start >= SHORTEST_SECONDS]))
        before += some[-1]["rows"]
    return found, before


def panel(top, title, column, found, total):
    most = max(look[column] for _, _, some in found for look in some)
    x = lambda rows: LEFT + rows / total * WIDTH
    y = lambda value: top + HEIGHT - value / most * HEIGHT
    parts = [text(LEFT, top - 12, title, "bold"), text(LEFT - 8, top + 5, f"{most:,.0f}", "small", "end"),
             text(LEFT - 8, top + HEIGHT + 4, "0", "small", "end"),
             f'<path class="line" d="M{LEFT} {top} v{HEIGHT} h{WIDTH}"/>']
    for _, before, some in found:
        points = " ".join(f'{x(before + look["rows"]):.1f},{y(look[column]):.1f}' for look in some)
        parts.append(f'<polyline fill="none" stroke="#0969da" stroke-width="2" points="{points}"/>')
        parts.append(f'<path class="target" d="M{x(before):.1f} {top} v{HEIGHT}"/>')
    return parts


def draw(looks):
    found, total = phases(looks)
    parts = panel(TOP, "Rows a second", "rows_per_second", found, total)
    parts += panel(TOP + HEIGHT + GAP, "Memory of the process, MiB", "resident_mib", found, total)
    bottom = TOP + 2 * HEIGHT + GAP
    for name, before, some in found:
        parts.append(text(LEFT + before / total * WIDTH + 6, bottom + 20, f"{name}, {some[-1]['rows'] / 1e6:.3g} million rows",
                          "small"))
    return picture(LEFT + WIDTH + 20, bottom + 40, "A long run: pace and memory over the rows that were sent", parts)


if __name__ == "__main__":
    here = Path(__file__).parent
    source = sys.argv[1] if len(sys.argv) > 1 else here.parent / "long-run.csv"
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else here / "long-run.svg"
    target.write_text(draw(read(source)), encoding="utf-8")
