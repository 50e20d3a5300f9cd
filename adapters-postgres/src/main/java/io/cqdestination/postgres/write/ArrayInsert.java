package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.EncodedRow;
import io.cqdestination.postgres.copy.EncodedRows;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes encoded rows with INSERT … SELECT from arrays: no COPY and no temporary table, so that it
 * works wherever INSERT does, and many of them fit into a round trip. Immutable.
 *
 * @param ordered whether the server finds the last row of each key
 */
record ArrayInsert(Dialect dialect, boolean ordered) {
  /** Rows whose arrays wait for their round trip: as much again is in the driver. */
  private static final int MOST_STATEMENTS = 20;

  /** Adds the statements for all rows of a segment. */
  void add(BatchSegment segment, StatementPipeline pipeline) throws SQLException {
    ArrayStatements statements = new ArrayStatements(segment.plan().statements(), dialect);
    String sql = statements.insert(ordered);
    ArrayParameters.forEach(
        columns(statements), segment.rows(), parameters -> pipeline.add(sql, parameters));
  }

  /** Writes all rows of a segment, however many they are. */
  void run(Connection connection, BatchSegment segment) throws SQLException {
    run(connection, segment, Long.MAX_VALUE, new StatementPipeline());
  }

  /**
   * Writes the first rows of a segment.
   *
   * @param pipeline runs the statements
   */
  void run(Connection connection, BatchSegment segment, long rows, StatementPipeline pipeline)
      throws SQLException {
    ArrayStatements statements = new ArrayStatements(segment.plan().statements(), dialect);
    String sql = statements.insert(ordered);
    ArrayParameters.forFirst(
        columns(statements),
        segment.rows(),
        rows,
        parameters -> {
          pipeline.add(sql, parameters);
          if (pipeline.size() == MOST_STATEMENTS) {
            pipeline.run(connection);
          }
        });
    pipeline.run(connection);
  }

  /**
   * Writes one row of a segment without the value of one of its columns.
   *
   * @param number of the row, from 0
   * @param column from 0; none of the keys; empty to write all of them
   */
  void runOne(Connection connection, BatchSegment segment, long number, OptionalInt column)
      throws SQLException {
    byte[] row = EncodedRows.row(segment.rows(), number);
    StatementPipeline pipeline = new StatementPipeline();
    add(segment, List.of(new EncodedRow(row, Short.BYTES, row.length)), column, pipeline);
    pipeline.run(connection);
  }

  /**
   * Adds the statements for some rows of a segment.
   *
   * @param without a column whose values are left out, from 0; none of the keys
   */
  void add(
      BatchSegment segment, List<EncodedRow> rows, OptionalInt without, StatementPipeline pipeline)
      throws SQLException {
    WriteStatements all = segment.plan().statements();
    List<Optional<ArrayColumn>> columns =
        new ArrayList<>(columns(new ArrayStatements(all, dialect)));
    without.ifPresent(left -> columns.set(left, Optional.empty()));
    WriteStatements some = without.isPresent() ? all.without(without.getAsInt()) : all;
    String sql = new ArrayStatements(some, dialect).insert(ordered);
    ArrayParameters.forRows(columns, rows, parameters -> pipeline.add(sql, parameters));
  }

  private static List<Optional<ArrayColumn>> columns(ArrayStatements statements) {
    return statements.write().types().stream()
        .map(type -> Optional.of(statements.column(type)))
        .toList();
  }
}
