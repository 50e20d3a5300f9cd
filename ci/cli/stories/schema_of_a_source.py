"""A schema for each source, made when asked, with roles that may read, and upkeep at the end."""
from harness import check, cli, execute, gate, interrupted, rows, synced

COUNT = "SELECT count(*) FROM sample.sample_parents"
ANALYZED = "SELECT analyze_count FROM pg_stat_user_tables WHERE schemaname = 'sample' AND relname = 'sample_parents'"


def tell():
    execute("CREATE ROLE reader")
    status, output = cli("sync", rows=2, options={"schema": "{source}"})
    check("a schema: a placeholder is refused, with the reason",
          status != 0 and "a destination of its own" in output, output)
    schema = {"schema": "sample", "grant_select_to": ["reader"], "analyze_changed_percent": 50}
    status, output = cli("sync", rows=2, options=schema)
    check("a schema: a missing one is refused, with its name", status != 0 and "sample" in output, output)
    schema["create_schema"] = True
    synced("a schema: asked to, the sync makes it", rows=2, mode="overwrite", options=schema)
    check("a schema: the rows are in it", rows(COUNT) == [(2,)])
    check("a schema: the reader reads them", rows("SELECT has_schema_privilege('reader', 'sample', 'USAGE')"
                                                  ", has_table_privilege('reader', 'sample.sample_parents', 'SELECT')"
                                                  ", has_table_privilege('reader', 'sample.sample_parents', 'UPDATE')")
          == [(True, True, False)])
    with_first = rows(ANALYZED)
    check("a schema: its tables are analyzed", with_first == [(1,)], str(with_first))

    def look():
        check("a schema: in the middle the rows are as they were", rows(COUNT) == [(2,)])

    interrupted("a schema", gate("sample.sample_parents", "NEW.id = 4"), look, rows=5, mode="overwrite", options=schema)
    synced("a schema: the next sync succeeds", rows=5, mode="overwrite", options=schema)
    check("a schema: its rows are there", rows(COUNT) == [(5,)], str(rows(COUNT)))
    check("a schema: tables that changed are analyzed again", rows(ANALYZED) == [(2,)], str(rows(ANALYZED)))
    execute("DROP SCHEMA sample CASCADE", "DROP OWNED BY reader", "DROP ROLE reader")
