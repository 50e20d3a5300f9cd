"""A table that failed in the source is not emptied: guarded, and by a share; told in the log."""
from harness import FOLDER, check, execute, rows, synced

COUNT = "SELECT count(*) FROM sample_parents"


def tell():
    arguments = dict(mode="overwrite-delete-stale")
    synced("guarded: the first sync succeeds", rows=10, **arguments)
    synced("guarded: a sync whose source brings nothing succeeds", rows=0, options={"delete_stale": "guarded"},
           **arguments)
    check("guarded: the rows are still there", rows(COUNT) == [(10,)], str(rows(COUNT)))
    log = FOLDER / "cloudquery.log"
    check("guarded: the log says so", "sample_parents" in log.read_text())
    log.write_text("")
    synced("guarded: a sync of half the rows succeeds", rows=5, options={"delete_stale_max_percent": 20}, **arguments)
    check("guarded: more than the share is not deleted", rows(COUNT) == [(10,)], str(rows(COUNT)))
    check("guarded: the log names the share", "20" in log.read_text() and "sample_parents" in log.read_text())
    synced("guarded: with a larger share the sync succeeds", rows=5, options={"delete_stale_max_percent": 60},
           **arguments)
    check("guarded: what is stale is gone", rows(COUNT) == [(5,)], str(rows(COUNT)))
    execute("DROP TABLE sample_parents, sample_children")
