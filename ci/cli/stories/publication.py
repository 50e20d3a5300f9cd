"""A sync that becomes visible at once: looked at in the middle, killed, looked at, run again."""
from harness import check, execute, gate, interrupted, rows, synced

COUNTS = "SELECT (SELECT count(*) FROM sample_parents), (SELECT count(*) FROM sample_children)"
STAGES = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'cq_stage_%'"


def tell():
    arguments = dict(mode="overwrite-delete-stale", migrate="forced", options={"publish": "at_end"})
    synced("at once: the first sync succeeds", rows=5, **arguments)
    check("at once: its rows are there", rows(COUNTS) == [(5, 5)])

    def look():
        check("at once: in the middle of the publication nothing is to be seen of it", rows(COUNTS) == [(5, 5)])
        check("at once: the new rows wait beside", rows(STAGES) == [(1,)])

    interrupted("at once", gate("sample_parents", "NEW.id = 7"), look, rows=8, **arguments)
    check("at once: it has changed nothing", rows(COUNTS) == [(5, 5)])
    synced("at once: the next sync succeeds", rows=8, **arguments)
    check("at once: its rows are there, and nothing of the killed one",
          rows(COUNTS) == [(8, 8)] and rows(STAGES) == [(0,)], str(rows(COUNTS) + rows(STAGES)))
    execute("DROP TABLE sample_parents, sample_children")
