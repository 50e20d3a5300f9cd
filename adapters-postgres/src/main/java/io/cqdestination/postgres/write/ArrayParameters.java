package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.copy.EncodedRow;
import io.cqdestination.postgres.copy.EncodedRows;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Makes the parameters of a statement of encoded rows: arrays, one a column, as often as it takes.
 * Used by one thread.
 */
final class ArrayParameters {
  /**
   * CockroachDB asks for tens to thousands of rows a statement, and for statements below 1 MB,
   * where texts may be up to four times as long as bytes; a row that is larger has one of its own.
   */
  private static final int MOST_ROWS = 1_000;

  private static final int MOST_BYTES = 200_000;

  /** Takes the parameters for some rows. */
  @FunctionalInterface
  interface Sink {
    void accept(List<Parameter> parameters) throws SQLException;
  }

  private final List<Optional<ArrayColumn>> columns;
  private final Sink sink;
  private int rows;
  private long bytes;

  private ArrayParameters(List<Optional<ArrayColumn>> columns, Sink sink) {
    this.columns = columns;
    this.sink = sink;
  }

  /**
   * Makes the parameters for all rows, some at a time.
   *
   * @param columns of the rows; empty for those that the statement has no parameter for
   */
  static void forEach(List<Optional<ArrayColumn>> columns, RowBuffer rows, Sink sink)
      throws SQLException {
    forFirst(columns, rows, Long.MAX_VALUE, sink);
  }

  /** Makes the parameters for the first rows only, some at a time. */
  static void forFirst(List<Optional<ArrayColumn>> columns, RowBuffer rows, long count, Sink sink)
      throws SQLException {
    ArrayParameters parameters = new ArrayParameters(columns, sink);
    EncodedRows.<SQLException>forFirst(rows, count, parameters::add);
    parameters.flush();
  }

  /** Makes the parameters for single rows, some at a time. */
  static void forRows(List<Optional<ArrayColumn>> columns, List<EncodedRow> rows, Sink sink)
      throws SQLException {
    ArrayParameters parameters = new ArrayParameters(columns, sink);
    for (EncodedRow row : rows) {
      parameters.add(row.bytes(), row.firstField(), row.end());
    }
    parameters.flush();
  }

  private void add(byte[] row, int firstField, int end) throws SQLException {
    if (rows == MOST_ROWS || (rows > 0 && bytes + end - firstField > MOST_BYTES)) {
      flush();
    }
    int at = firstField;
    for (Optional<ArrayColumn> column : columns) {
      at =
          column.isPresent()
              ? column.get().addField(row, at)
              : at + Integer.BYTES + Math.max(BigEndian.getInt(row, at), 0);
    }
    rows++;
    bytes += end - firstField;
  }

  private void flush() throws SQLException {
    if (rows > 0) {
      sink.accept(columns.stream().flatMap(Optional::stream).map(ArrayColumn::take).toList());
      rows = 0;
      bytes = 0;
    }
  }
}
