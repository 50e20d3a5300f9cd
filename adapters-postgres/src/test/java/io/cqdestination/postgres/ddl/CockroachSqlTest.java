package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.TEXT;
import static io.cqdestination.postgres.ddl.Columns.UUID;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.notNull;
import static io.cqdestination.postgres.ddl.Columns.number;
import static io.cqdestination.postgres.ddl.Columns.text;
import static io.cqdestination.postgres.ddl.Columns.unique;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.migration.TableSurroundings;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.fixture.GoldenSql;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.type.StoredTableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements that change tables of CockroachDB, as the golden files show them. */
@ParameterizedClass
@MethodSource("dialects")
class CockroachSqlTest {
  private final GoldenSql golden;
  private final StoredTableMapping mapping;
  private final MigrationPlanner planner;
  private final ChangeStatements changes;

  CockroachSqlTest(CockroachDialect dialect) {
    golden = new GoldenSql("changes", dialect);
    mapping = new StoredTableMapping(dialect, ObjectNames.USUAL_LIMIT, true);
    planner = new MigrationPlanner(mapping, dialect.capabilities());
    changes = new ChangeStatements(dialect, new SchemaName("public"), TableGrants.NONE);
  }

  static List<CockroachDialect> dialects() {
    return GoldenSql.dialects();
  }

  @Test
  void changesOfTables() {
    Table described =
        new Table(
            "t",
            "All of it",
            null,
            List.of(
                key("id", LONG),
                unique("u", TEXT),
                text("_cq_source_name"),
                Column.of("_cq_sync_time", Types.timestamp(TimeUnit.MICROSECOND))));
    golden.add("every type", statements(everyType(), null));
    golden.add(
        "create with key, unique constraint, index and comment", statements(described, null));
    golden.add(
        "add a column, set the comment",
        statements(
            new Table("t", "New", null, List.of(key("id", LONG), text("added"))),
            mapping.stored(Table.of("t", key("id", LONG)))));
    golden.add(
        "drop a unique constraint",
        statements(
            Table.of("t", key("id", LONG), number("u")),
            mapping.stored(Table.of("t", key("id", LONG), unique("u", LONG)))));
    golden.add(
        "drop and create again",
        statements(Table.of("t", text("v")), mapping.stored(Table.of("t", number("v")))));
    golden.add("allow changes of a locked table", changes.schemaLock("t", false).orElseThrow());
    addMovesOfTheKey();
    golden.check();
  }

  private void addMovesOfTheKey() {
    Table wanted = Table.of("t", key("_cq_id", UUID), notNull("id", LONG), text("part"));
    StoredTable found =
        mapping.stored(Table.of("t", notNull("_cq_id", UUID), key("id", LONG), key("part", TEXT)));
    StoredTable leftBehind = with(found, false, Set.of("t_id_part_key"));
    golden.add("move the key", statements(wanted, found));
    golden.add(
        "clear the old key where it was left behind",
        changes.clearings(migration(wanted, found), leftBehind));
    golden.add("move the key of a locked table", statements(wanted, with(found, true, Set.of())));
    golden.add(
        "clear the old key of a locked table",
        changes.clearings(migration(wanted, found), with(found, true, Set.of("t_id_part_key"))));
  }

  private List<String> statements(Table wanted, @Nullable StoredTable found) {
    return changes.statements(migration(wanted, found));
  }

  private TableMigration migration(Table wanted, @Nullable StoredTable found) {
    return planner
        .plan(
            List.of(new WantedTable(wanted, MigrationMode.FORCED)),
            found == null ? Map.of() : Map.of(found.name(), found))
        .tables()
        .getFirst();
  }

  private static StoredTable with(StoredTable table, boolean locked, Set<String> indexes) {
    return new StoredTable(
        table.name(),
        table.columns(),
        table.primaryKey(),
        table.comment(),
        new TableSurroundings(
            table.surroundings().kind(), true, locked, indexes, List.of(), List.of()));
  }

  private static Table everyType() {
    List<Column> columns = new ArrayList<>();
    Types.ALL.forEach((name, type) -> {
      columns.add(Column.of(name, type));
      columns.add(Column.of(name + "_list", Types.list(type)));
    });
    return Table.of("every_type", columns.toArray(Column[]::new));
  }
}
