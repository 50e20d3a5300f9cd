package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.EncodedRows;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Writes prefixes in the way in which the batch was written. */
record PostgresPrefixWriter(PendingBatch pending, ArrayInsert insert) implements PrefixWriter {
  private static final String STAGE = "pg_temp.cq_search";

  @Override
  public void begin(Connection connection, Duration limit) throws SQLException {
    execute(connection, "SET LOCAL statement_timeout = " + (limit.toMillis() + 1));
  }

  @Override
  public void write(Connection connection, BatchSegment segment, long rows) throws SQLException {
    RecordPlan plan = segment.plan();
    WriteStatements statements = plan.statements();
    CopyStream.Rows beginning = sink -> EncodedRows.first(segment.rows(), rows, sink);
    WriteWay way = pending.table().way();
    if (way == WriteWay.INSERTED) {
      insert.run(connection, segment, rows, new StatementPipeline());
      return;
    }
    if (plan.sameTypes() && (!plan.hasKey() || way == WriteWay.DIRECT)) {
      CopyStream.send(connection, statements.copyIntoTable(), beginning);
      return;
    }
    boolean ordered = pending.table().isOrdering();
    execute(connection, "DROP TABLE IF EXISTS " + STAGE);
    execute(connection, StageDefinition.of(connection, statements, ordered).create(STAGE));
    CopyStream.send(connection, statements.copyIntoStage(STAGE), beginning);
    execute(connection, statements.insertFromStage(STAGE, ordered));
  }

  @Override
  public void check(Connection connection) throws SQLException {
    execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
