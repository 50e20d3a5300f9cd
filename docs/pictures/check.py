#!/usr/bin/env python3
"""Checks that the committed pictures are those that the scripts draw, and that the scripts draw what they are given."""
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

import architecture
import benchmark
import long_run
import network

HERE = Path(__file__).parent
EXAMPLE = "case,ours_seconds,floor_seconds,ratio,target,peak_mib\na <small> case,1.0,2.0,0.5,0.75,100\nno floor,4.0,,,,\n"


class Pictures(unittest.TestCase):
    def example(self, content):
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write(content)
            file.flush()
            return benchmark.read(file.name)

    def test_the_architecture_is_the_committed_one(self):
        self.assertEqual((HERE / "architecture.svg").read_text(encoding="utf-8"), architecture.draw())

    def test_the_benchmark_is_the_committed_one(self):
        data = HERE.parent / "performance.csv"
        committed = HERE / "benchmark.svg"
        self.assertEqual(data.exists(), committed.exists(), "run docs/pictures/benchmark.py")
        if data.exists():
            self.assertEqual(committed.read_text(encoding="utf-8"), benchmark.draw(benchmark.read(data)))

    def test_the_lines_are_the_committed_ones(self):
        drawn = network.draw(network.read(HERE.parent / "network.csv"))
        self.assertEqual((HERE / "network.svg").read_text(encoding="utf-8"), drawn, "run docs/pictures/network.py")

    def test_the_long_run_is_the_committed_one(self):
        drawn = long_run.draw(long_run.read(HERE.parent / "long-run.csv"))
        self.assertEqual((HERE / "long-run.svg").read_text(encoding="utf-8"), drawn, "run docs/pictures/long_run.py")

    def test_a_phase_goes_on_where_the_one_before_ended(self):
        looks = [{name: value for name, value in zip(long_run.COLUMNS, look)} for look in (
            ("append", 10, 300, 1, 30, 100, 1, 1), ("append", 11, 400, 1, 100, 100, 1, 1),
            ("overwrite", 10, 100, 1, 10, 200, 1, 1))]
        root = xml.fromstring(long_run.draw(looks))
        first, second = [line.get("points").split(",")[0]
                         for line in root.iter("{http://www.w3.org/2000/svg}polyline")][:2]
        self.assertEqual([long_run.LEFT + long_run.WIDTH * part for part in (0.6, 1)], [float(first), float(second)])

    def test_bars_are_as_long_as_the_seconds(self):
        root = xml.fromstring(benchmark.draw(self.example(EXAMPLE)))
        bars = [float(bar.get("width")) for bar in root.iter("{http://www.w3.org/2000/svg}rect")][2:]
        self.assertEqual([round(bar / bars[0], 1) for bar in bars], [1.0, 2.0, 4.0])
        self.assertIn("a <small> case", [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")])

    def test_other_columns_are_refused(self):
        with self.assertRaises(SystemExit):
            self.example("case,seconds\na,1\n")


if __name__ == "__main__":
    unittest.main()
