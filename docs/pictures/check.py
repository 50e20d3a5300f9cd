#!/usr/bin/env python3
"""Checks that the committed pictures are those that the scripts draw, and that the scripts draw what they are given."""
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

import architecture
import benchmark
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
