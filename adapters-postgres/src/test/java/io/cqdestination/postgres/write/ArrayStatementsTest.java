package io.cqdestination.postgres.write;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.fixture.GoldenSql;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.type.StoredTableMapping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements that write rows into CockroachDB, as the golden files show them. */
class ArrayStatementsTest {
  static List<CockroachDialect> dialects() {
    return GoldenSql.dialects();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void writesOfRows(CockroachDialect dialect) {
    ArrayStatements append = statements(dialect, everyType(), List.of());
    ArrayStatements upsert = statements(dialect, everyType(), List.of("_cq_id", "int64"));
    ArrayStatements keyOnly =
        statements(dialect, Table.of("t", Column.of("id", Types.INT64)), List.of("id"));
    GoldenSql golden = new GoldenSql("write", dialect);
    boolean copies = dialect.copiesCorrectly(append.write().types());
    golden.add(
        "append where COPY is allowed",
        List.of("BEGIN", copies ? append.copyIntoTable() : append.insert(false), "COMMIT"));
    golden.add("append where it is not", append.insert(false));
    golden.add("upsert", upsert.insert(false));
    golden.add("upsert of keys that are equal without being alike", upsert.insert(true));
    golden.add("upsert of keys alone", keyOnly.insert(false));
    golden.add("look for rows after a lost COMMIT", append.countRows());
    golden.check();
  }

  private static ArrayStatements statements(
      CockroachDialect dialect, Table table, List<String> keys) {
    StoredTableMapping mapping = new StoredTableMapping(dialect, ObjectNames.USUAL_LIMIT, false);
    List<String> columns = new ArrayList<>();
    List<String> types = new ArrayList<>();
    mapping
        .stored(table)
        .columns()
        .forEach(column -> {
          columns.add(column.name());
          types.add(column.type());
        });
    return new ArrayStatements(
        new WriteStatements("\"public\".\"t\"", columns, types, keys, TargetColumns.ALIKE),
        dialect);
  }

  private static Table everyType() {
    List<Column> columns = new ArrayList<>(List.of(Column.of("_cq_id", Types.UUID)));
    columns.add(
        Column.of(
            "_cq_sync_time", Types.timestamp(io.cqdestination.core.table.TimeUnit.MICROSECOND)));
    Types.ALL.forEach((name, type) -> columns.add(Column.of(name, type)));
    columns.add(Column.of("texts", Types.list(Types.TEXT)));
    columns.add(Column.of("jsons", Types.list(Types.JSON)));
    return Table.of("t", columns.toArray(Column[]::new));
  }
}
