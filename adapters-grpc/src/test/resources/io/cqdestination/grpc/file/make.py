"""Writes the Arrow files of the tests beside itself: python make.py (needs polars; 2.1.0 wrote them)."""
import pathlib

import polars

FOLDER = pathlib.Path(__file__).parent
frame = polars.DataFrame(
    {
        "id": [1, 2, 3],
        "s": ["a", "a text that no view has room for", None],
        "c": polars.Series(["x", "y", "x"], dtype=polars.Categorical),
        "l": [[1, None], [], None],
    }
)
frame.write_ipc(FOLDER / "polars.arrow")
frame.clear().write_ipc(FOLDER / "polars-empty.arrow")
