package io.cqdestination.postgres.delete;

import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One DELETE.
 *
 * @param values the statement's parameters, as text
 */
record CascadedDelete(String sql, List<String> values) {

  /**
   * Adds it to what runs next.
   *
   * @param deleted told how many rows it took
   */
  void add(StatementPipeline pipeline, LongConsumer deleted) {
    pipeline.add(sql, values.stream().map(Parameter::text).toList(), deleted);
  }

  /** Runs it and counts the rows. */
  long run(Connection connection) throws SQLException {
    long[] rows = {0};
    StatementPipeline pipeline = new StatementPipeline();
    add(pipeline, number -> rows[0] = number);
    pipeline.run(connection);
    return rows[0];
  }
}
