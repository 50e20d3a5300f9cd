"""A bad row does not stop a sync: it is set aside, also after a kill in the middle, until the table takes it."""
from harness import check, cli, execute, gate, interrupted, rows, synced

TITLES = "SELECT id, title FROM sample_parents ORDER BY id"
ASIDE = "SELECT table_name, sqlstate, content->>'title' FROM _cq_refused_rows"
ONCE = "SELECT count(*) = count(DISTINCT sync_time) FROM _cq_refused_rows"


def tell():
    arguments = dict(mode="overwrite-delete-stale", titles=["a", "bad", "c", "d"])
    options = {"refused_rows": "set_aside"}
    synced("refused rows: the first sync succeeds", **{**arguments, "titles": ["a", "b", "c"]})
    execute("ALTER TABLE sample_parents ADD CONSTRAINT good CHECK (title <> 'bad')")
    status, output = cli("sync", **arguments)
    check("refused rows: without the key one row ends the sync, and is named",
          status != 0 and "sample_parents" in output and "good" in output, output)
    synced("refused rows: with it the sync succeeds", **{**arguments, "titles": ["a", "b", "bad"]}, options=options)
    check("refused rows: the older version stays, the row is set aside",
          rows(TITLES) == [(0, "a"), (1, "b"), (2, "c")] and rows(ASIDE) == [("sample_parents", "23514", "bad")],
          str(rows(TITLES) + rows(ASIDE)))

    def look():
        check("refused rows: in the middle neither good rows nor bad ones are to be seen",
              rows(TITLES) == [(0, "a"), (1, "b"), (2, "c")] and len(rows(ASIDE)) == 1)

    interrupted("refused rows", gate("_cq_refused_rows"), look, options=options, **arguments)
    synced("refused rows: the next sync succeeds", options=options, **arguments)
    check("refused rows: all good rows are there, and the older version of the bad one",
          rows(TITLES) == [(0, "a"), (1, "b"), (2, "c"), (3, "d")], str(rows(TITLES)))
    check("refused rows: the bad one is set aside once for each sync", rows(ONCE) == [(True,)], str(rows(ASIDE)))
    aside = rows(ASIDE)
    execute("ALTER TABLE sample_parents DROP CONSTRAINT good")
    synced("refused rows: the table is repaired, and the sync succeeds", options=options, **arguments)
    check("refused rows: the row is there, and no other was set aside",
          rows(TITLES)[1] == (1, "bad") and rows(ASIDE) == aside, str(rows(TITLES) + rows(ASIDE)))
    execute("DROP TABLE sample_parents, sample_children, _cq_refused_rows")
