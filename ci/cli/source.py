#!/usr/bin/env python3
"""A small CloudQuery source: a parent and a child table with the types that the Python SDK can make.

Its spec says what it brings: {"version": 1, "rows": 3}. Version 2 has one more column, version 3 another type for one.
With {"titles": ["…"]} there are as many rows, with these titles and, as of most sources, with a new _cq_id in each sync.
With {"empty": 300} there are as many tables without rows beside the two.
"""
import datetime
import json
import sys
import uuid

import pyarrow as pa
from cloudquery.sdk import plugin, schema, serve
from cloudquery.sdk.scheduler import Scheduler, TableResolver
from cloudquery.sdk.types import JSONType, UUIDType

TIME = datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=datetime.timezone.utc)
COLUMNS = [
    ("flag", pa.bool_(), True), ("small", pa.int16(), -32768), ("number", pa.int64(), 2**62),
    ("unsigned", pa.uint64(), 2**64 - 1), ("ratio", pa.float64(), 0.1), ("bytes", pa.binary(), b"\x00\xff"),
    ("day", pa.date32(), datetime.datetime(2026, 1, 2)), ("at", pa.timestamp("us", tz="UTC"), TIME),
    ("key", UUIDType(), uuid.UUID(int=7)), ("tags", JSONType(), json.dumps({"a": [1, "ä"], "b": None}).encode()),
    ("title", pa.string(), "Köln"),
]


def table(name, columns, relations=()):
    columns = [schema.Column(name="id", type=pa.int64(), primary_key=True, not_null=True)] + columns
    return schema.Table(name=name, columns=columns, relations=list(relations), description=f"The table {name}")


class Rows(TableResolver):
    def __init__(self, of, rows, children=()):
        super().__init__(table=of, child_resolvers=list(children))
        self._rows = rows

    def resolve(self, client, parent_resource):
        yield from self._rows


class Client:
    def id(self):
        return "sample"


class Sample(plugin.Plugin):
    def __init__(self):
        super().__init__("sample", "v1.0.0", opts=plugin.plugin.Options(team="cqdestination", kind="source"))

    def set_logger(self, logger):
        self._logger = logger

    def init(self, spec, no_connection=False):
        self._spec = {"version": 1, "rows": 3, **(json.loads(spec) if spec else {})}
        self._scheduler = Scheduler(concurrency=10, queue_size=100, logger=self._logger)

    def get_tables(self, options):
        version = self._spec["version"]
        columns = [schema.Column(name=name, type=type_) for name, type_, _ in COLUMNS]
        if version >= 2:
            columns.append(schema.Column(name="added", type=pa.string()))
        if self._spec.get("titles"):
            columns.append(schema.Column(name="_cq_id", type=UUIDType(), not_null=True, unique=True))
        if version >= 3:
            columns[1] = schema.Column(name="small", type=pa.string())
        child = table("sample_children", [schema.Column(name="word", type=pa.string())])
        parent = table("sample_parents", columns, [child])
        child.parent = parent
        empty = [table(f"sample_empty_{i}", []) for i in range(self._spec.get("empty", 0))]
        return schema.filter_dfs([parent, *empty], options.tables, options.skip_tables)

    def sync(self, options):
        parent, *empty = self.get_tables(plugin.TableOptions(tables=["*"], skip_tables=[]))
        values = {name: value for name, _, value in COLUMNS}
        if self._spec["version"] >= 2:
            values["added"] = "new"
        if self._spec["version"] >= 3:
            values["small"] = "text"
        titles = self._spec.get("titles") or [values["title"]] * self._spec["rows"]
        rows = [{"id": i, **values, "title": title} for i, title in enumerate(titles)]
        if self._spec.get("titles"):
            rows = [{**row, "_cq_id": uuid.uuid4()} for row in rows]
        (child,) = parent.relations
        # The same child rows come under each parent; the last parent keeps them.
        children = Rows(child, [{"id": i, "word": f"w{i}"} for i in range(self._spec["rows"])])
        resolvers = [Rows(parent, rows, [children]), *(Rows(table, []) for table in empty)]
        return self._scheduler.sync(Client(), resolvers, options.deterministic_cq_id)

    def close(self):
        pass


if __name__ == "__main__":
    serve.PluginCommand(Sample()).run(sys.argv[1:])
