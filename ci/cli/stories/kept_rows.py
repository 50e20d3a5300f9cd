"""Migrations keep data: a column changes its type in place, also after a kill in the middle, or the old table stays."""
from harness import check, cli, execute, interrupted, rows, synced

TYPE = """SELECT data_type FROM information_schema.columns
          WHERE table_name = 'sample_parents' AND column_name = 'small'"""
OLD = "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'sample\\_parents\\_before\\_%'"


def reading(holder):
    """As somebody who reads the table in a long transaction."""
    holder.execute("SELECT count(*) FROM sample_parents")


def tell():
    kept = {"migrations": "keep_rows"}
    synced("kept rows: the first sync succeeds", rows=3)
    status, output = cli("sync", version=3, rows=1)
    check("kept rows: without the key another type is refused", status != 0 and "small" in output, output)

    def look():
        check("kept rows: in the middle the table is as it was",
              rows(TYPE) == [("smallint",)] and rows("SELECT count(*) FROM sample_parents") == [(3,)])

    interrupted("kept rows", reading, look, version=3, rows=1, options=kept)
    synced("kept rows: the next sync succeeds", version=3, rows=1, options=kept)
    check("kept rows: the column has changed", rows(TYPE) == [("text",)], str(rows(TYPE)))
    values = "SELECT small, count(*) FROM sample_parents GROUP BY 1 ORDER BY 1"
    check("kept rows: the old rows are among the new ones", rows(values) == [("-32768", 3), ("text", 1)],
          str(rows(values)))
    status, output = cli("sync", rows=1, options=kept)
    check("kept rows: a way back that loses values is refused", status != 0 and "small" in output, output)
    synced("kept rows: forced, it succeeds", rows=2, migrate="forced", options=kept)
    check("kept rows: the table is new", rows("SELECT small FROM sample_parents") == [(-32768,), (-32768,)])
    ((old,),) = rows(OLD)
    check("kept rows: the old one is beside it, whole", rows(f'SELECT count(*) FROM "{old}"') == [(4,)])
    execute(f'DROP TABLE sample_parents, sample_children, "{old}"')
