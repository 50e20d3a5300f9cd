package io.cqdestination.postgres.delete;

import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.fixture.GoldenSql;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.type.StoredTableMapping;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements that delete rows of CockroachDB, as the golden files show them. */
class RoundedDeleteTest {
  static List<CockroachDialect> dialects() {
    return GoldenSql.dialects();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void deletions(CockroachDialect dialect) {
    StoredTableMapping mapping = new StoredTableMapping(dialect, ObjectNames.USUAL_LIMIT, false);
    Condition stale =
        Condition.stale(new DeleteStale("t", "source", Instant.parse("2026-01-01T00:00:00Z")));
    GoldenSql golden = new GoldenSql("delete", dialect);
    golden.add("stale rows, by key", stale(mapping.stored(keyed()), stale));
    golden.add(
        "stale rows, by row id",
        stale(mapping.stored(Table.of("t", Column.of("_cq_id", Types.UUID))), stale));
    golden.add(
        "stale rows that nothing tells apart",
        stale(mapping.stored(Table.of("t", Column.of("v", Types.TEXT))), stale));
    DeleteRecord message =
        new DeleteRecord(
            "t",
            List.of(new PredicateGroup(false, List.of(equal("mac", Types.MAC, "0a0b0c0d0e0f")))),
            List.of(new TableRelation("child", "t"), new TableRelation("grandchild", "child")));
    golden.add(
        "a record with what descends from it, in one transaction",
        new Descendants("public", mapping, message, DeleteStatements.plain("public"))
            .bottomUp(Condition.of(message.where(), mapping, dialect)).stream()
                .map(CascadedDelete::sql)
                .toList());
    golden.check();
  }

  private static List<String> stale(StoredTable table, Condition condition) {
    RoundedDelete delete =
        RoundedDelete.of("public", DeleteStatements.plain("public"), table, condition);
    return delete.roundsReachAll()
        ? List.of(delete.round())
        : delete.round().isEmpty()
            ? List.of(delete.rest())
            : List.of(delete.round(), delete.rest());
  }

  private static Table keyed() {
    return Table.of(
        "t",
        new Column("a", Types.INT64, false, true, false),
        new Column("b", Types.TEXT, false, true, false));
  }

  private static Predicate equal(
      String column, io.cqdestination.core.table.ColumnType type, Object value) {
    RecordBatch record = Records.record(Table.of("", Column.of(column, type)), Records.row(value));
    return new Predicate(column, record);
  }
}
