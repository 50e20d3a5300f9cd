#!/usr/bin/env python3
"""Draws benchmark.svg from docs/performance.csv, which the benchmark writes. usage: benchmark.py [CSV [SVG]]

The file's columns: case, ours_seconds, floor_seconds, ratio, target, peak_mib. The floor is what the database needs
for the same rows through psql; target is the ratio that may not be exceeded. Cells may be empty where a case has none.
"""
import csv
import sys
from pathlib import Path

from drawing import picture, text

LEFT, RIGHT, ROW, BAR = 300, 560, 58, 15
COLUMNS = ["case", "ours_seconds", "floor_seconds", "ratio", "target", "peak_mib"]


def read(path, columns=COLUMNS):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != columns:
            raise SystemExit(f"{path}: the columns must be {','.join(columns)}")
        return [{name: value if name == columns[0] else float(value) if value else None for name, value in row.items()}
                for row in reader]


def draw(cases, title="Benchmark: this plugin and the database alone"):
    longest = max(value for case in cases for value in (case["ours_seconds"], case["floor_seconds"]) if value)
    scale = (RIGHT - 60) / longest
    parts = [text(14, 26, "Seconds, the shorter the better", "bold"),
             f'<rect x="{LEFT}" y="15" width="12" height="12" class="ours"/>', text(LEFT + 18, 26, "this plugin", "small"),
             f'<rect x="{LEFT + 110}" y="15" width="12" height="12" class="floor"/>',
             text(LEFT + 128, 26, "the database alone (psql)", "small"),
             f'<path class="target" d="M{LEFT + 290} 13 v16"/>', text(LEFT + 298, 26, "target", "small")]
    for number, case in enumerate(cases):
        y = 50 + number * ROW
        parts.append(text(LEFT - 12, y + 14, case["case"], anchor="end"))
        if case["peak_mib"]:
            parts.append(text(LEFT - 12, y + 32, f'peak memory {case["peak_mib"]:.0f} MiB', "small", "end"))
        for style, value, top in (("ours", case["ours_seconds"], y), ("floor", case["floor_seconds"], y + BAR + 2)):
            if value:
                parts.append(f'<rect x="{LEFT}" y="{top}" width="{value * scale:.1f}" height="{BAR}" class="{style}"/>')
                parts.append(text(f"{LEFT + value * scale + 6:.1f}", top + 12, f"{value:.2f}", "small"))
        if case["target"] and case["floor_seconds"]:
            x = LEFT + case["target"] * case["floor_seconds"] * scale
            parts.append(f'<path class="target" d="M{x:.1f} {y - 3} v{2 * BAR + 8}"/>')
    return picture(LEFT + RIGHT + 20, 60 + len(cases) * ROW, title, parts)


if __name__ == "__main__":
    here = Path(__file__).parent
    source = sys.argv[1] if len(sys.argv) > 1 else here.parent / "performance.csv"
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else here / "benchmark.svg"
    target.write_text(draw(read(source)), encoding="utf-8")
