"""Writes the Parquet files of the tests beside itself: python make.py (needs pyarrow)."""
import datetime
import decimal
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = pathlib.Path(__file__).parent
DECIMAL = decimal.Decimal

TABLE = pa.table(
    {
        "id": pa.array([1, 2, 3], pa.int64()),
        "i8": pa.array([1, -1, None], pa.int8()),
        "u32": pa.array([1, 2**32 - 1, None], pa.uint32()),
        "u64": pa.array([1, 2**64 - 1, None], pa.uint64()),
        "f": pa.array([1.5, float("nan"), None], pa.float32()),
        "d": pa.array([1.5, float("-inf"), None], pa.float64()),
        "b": pa.array([True, False, None]),
        "s": pa.array(["a", "日", None]),
        "bin": pa.array([b"\0\1", b"", None]),
        "fixed": pa.array([b"ab", b"cd", None], pa.binary(2)),
        "dec": pa.array([DECIMAL("1.23"), DECIMAL("-99999999.99"), None], pa.decimal128(10, 2)),
        "dec256": pa.array([DECIMAL("1.2"), DECIMAL("-" + "9" * 49 + ".4"), None], pa.decimal256(50, 1)),
        "day": pa.array([datetime.date(2024, 2, 29), datetime.date(1900, 1, 1), None]),
        "clock": pa.array([datetime.time(1, 2, 3, 456789), datetime.time(0), None], pa.time64("us")),
        "millis": pa.array([1000, 0, None], pa.time32("ms")),
        "ts": pa.array([datetime.datetime(2024, 1, 1, 1, 2, 3, 4), datetime.datetime(1960, 1, 1), None], pa.timestamp("us")),
        "utc": pa.array([5, -5, None], pa.timestamp("ns", "UTC")),
        "list": pa.array([[1, None, 3], [], None], pa.list_(pa.int32())),
        "nested": pa.array([[["a"], ["b", None]], [None], None], pa.list_(pa.list_(pa.string()))),
        "struct": pa.array([{"a": 1, "b": 'x"y'}, {"a": None, "b": None}, None]),
        "map": pa.array([[("k", 1), ("j", None)], [], None], pa.map_(pa.string(), pa.int64())),
        "structs": pa.array([[{"a": 1}], [None], None]),
        "half": pa.array([1.5, 2.5, None], pa.float16()),
        "none": pa.nulls(3),
        "dictionary": pa.array(["x", "y", None]).dictionary_encode(),
        "uuid": pa.ExtensionArray.from_storage(pa.uuid(), pa.array([bytes(range(16)), b"\xff" * 16, None], pa.binary(16))),
        "json": pa.ExtensionArray.from_storage(pa.json_(), pa.array(['{"a":1}', "[]", None])),
    }
).replace_schema_metadata({"cq:table_name": "things", "cq:table_description": "every type"})

for compression in ("none", "snappy", "gzip", "zstd", "lz4"):
    pq.write_table(TABLE, FOLDER / f"{compression}.parquet", compression=compression)
titled = {"cq:table_title": "Things", "cq:table_description": ""}
pq.write_table(TABLE.select(["id"]).replace_schema_metadata(titled), FOLDER / "titled.parquet")
pq.write_table(
    TABLE.select(["id", "s", "ts", "list"]),
    FOLDER / "old.parquet",
    version="1.0",
    use_deprecated_int96_timestamps=True,
    store_schema=False,
)
many = pa.table({"id": pa.array(range(25_000), pa.int32())})
pq.write_table(many, FOLDER / "many.parquet", compression="zstd", row_group_size=9_000)
few = TABLE.select(["id", "s"])
pq.write_table(few.rename_columns(["a", "b"]), FOLDER / "brotli.parquet", compression="brotli")
pq.write_table(few, FOLDER / "indexed.parquet", write_page_index=True)
lists = TABLE.select(["id", "s", "list", "structs"])
with pq.ParquetWriter(FOLDER / "gaps.parquet", lists.schema) as writer:
    for first, rows in ((0, 0), (0, 1), (0, 0), (0, 0), (1, 1), (2, 1), (0, 0)):
        writer.write_table(lists.slice(first, rows))
