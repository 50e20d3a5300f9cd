package io.cqdestination.postgres.write;

import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tables of a stage. Used by one thread at a time. */
final class StageTables {
  /** With so many in the first batches, there are many to come. */
  private static final long FEW_ROWS = 2_000;

  private final StageSchema schema;
  private final Map<WriteStatements, StagedRows> byTarget = new HashMap<>();
  private final Map<String, StagedRows> byName = new HashMap<>();
  private final Set<StagedRows> missing = new LinkedHashSet<>();

  StageTables(StageSchema schema) {
    this.schema = schema;
  }

  /** As {@link StreamStage#plan} says. */
  RecordPlan plan(String tableName, WriteTarget table, RecordPlan plan) {
    StagedRows rows =
        byTarget.computeIfAbsent(
            plan.statements(),
            _ -> new StagedRows(tableName, table, plan, schema.table(byName.size() + 1)));
    byName.put(rows.stage(), rows);
    return rows.staging(plan);
  }

  /** Where rows are written next; its table may be {@link #missing}. */
  StagedRows expect(BatchSegment segment) {
    StagedRows rows = Objects.requireNonNull(byName.get(segment.plan().statements().table()));
    rows.expect(segment.rows().rows());
    if (!rows.isMade()) {
      missing.add(rows);
    }
    return rows;
  }

  /** Some of the tables that have to be made for what is expected; none when all are there. */
  List<StagedRows> missing() {
    missing.removeIf(StagedRows::isMade);
    return missing.stream().limit(StageRemoval.TABLES_AT_ONCE).toList();
  }

  /** Makes tables, in a transaction of the connection. */
  void make(Connection connection, List<StagedRows> some) throws SQLException {
    Map<String, Map<String, String>> collations =
        StageDefinition.collations(
            connection,
            some.stream()
                .filter(StagedRows::hasKey)
                .map(rows -> rows.statements().table())
                .toList());
    StatementPipeline pipeline = new StatementPipeline();
    for (StagedRows rows : some) {
      WriteStatements write = rows.statements();
      StageDefinition definition =
          new StageDefinition(write, collations.getOrDefault(write.table(), Map.of()), true);
      pipeline.add(
          definition.createForStream(rows.stage(), rows.rows() > FEW_ROWS, schema.numbers()),
          List.of());
    }
    pipeline.run(connection);
  }

  /** The tables that are there. */
  List<StagedRows> made() {
    return byName.values().stream().filter(StagedRows::isMade).toList();
  }
}
