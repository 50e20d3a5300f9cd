"""Every version of rows: a sync, one that is killed in the middle, looked at, run again, looked at."""
from harness import check, execute, gate, interrupted, rows, synced

VERSIONS = "SELECT count(*), count(valid_to) FROM sample_parents_history"


def tell():
    arguments = dict(mode="overwrite-delete-stale", options={"write_history": True})
    synced("history: the first sync succeeds", titles=["a", "b", "c"], **arguments)
    check("history: its rows are the first versions", rows(VERSIONS) == [(3, 0)], str(rows(VERSIONS)))
    ((first,),) = rows("SELECT DISTINCT _cq_sync_time FROM sample_parents")
    synced("history: the same again succeeds", titles=["a", "b", "c"], **arguments)
    check("history: unchanged rows add nothing", rows(VERSIONS) == [(3, 0)], str(rows(VERSIONS)))

    def look():
        check("history: in the middle of a version neither it nor its row is to be seen",
              rows(VERSIONS) == [(3, 0)] and rows("SELECT count(*) FROM sample_parents WHERE title = 'B'") == [(0,)])

    interrupted("history", gate("sample_parents_history"), look, titles=["a", "B"], **arguments)
    synced("history: the next sync succeeds", titles=["a", "B"], **arguments)
    check("history: what changed and what went has ended, once each", rows(VERSIONS) == [(4, 2)], str(rows(VERSIONS)))
    shown = rows(f"SELECT title FROM sample_parents_at('{first}') ORDER BY id")
    now = rows("SELECT title FROM sample_parents_at(now() AT TIME ZONE 'UTC') ORDER BY id")
    check("history: the table is shown as it was", shown == [("a",), ("b",), ("c",)], str(shown))
    check("history: and as it is", now == [("a",), ("B",)], str(now))
    execute("DROP TABLE sample_parents, sample_children, sample_parents_history, sample_children_history CASCADE")
