package io.cqdestination.postgres.write;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.copy.EncodedRows;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.text.ArrayText;
import io.cqdestination.postgres.text.ValueForm;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Binds encoded rows to a statement's parameters as arrays, one a column, as often as it takes.
 * Used by one thread.
 */
final class ArrayParameters {
  /**
   * CockroachDB asks for tens to thousands of rows a statement, and for statements below 1 MB; a
   * row that is larger has one of its own.
   */
  private static final int MOST_ROWS = 1_000;

  private static final int MOST_BYTES = 800_000;

  /** A quote or backslash in a text in an array has three backslashes before it. */
  private static final int LONGEST_TEXT_OF_A_BYTE = 4;

  /** Executes the statement with the rows that are bound. */
  @FunctionalInterface
  interface Execution {
    void execute(PreparedStatement statement) throws SQLException;
  }

  private final PreparedStatement statement;
  private final List<Optional<ValueForm>> forms;
  private final List<ArrayText> arrays;
  private final Execution execution;
  private final ByteSink text = new ByteSink();
  private int rows;

  private ArrayParameters(
      PreparedStatement statement, List<Optional<ValueForm>> forms, Execution execution) {
    this.statement = statement;
    this.forms = forms;
    this.execution = execution;
    this.arrays =
        Stream.generate(ArrayText::new)
            .limit(forms.stream().filter(Optional::isPresent).count())
            .toList();
  }

  /**
   * Executes a statement for all rows, some at a time.
   *
   * @param forms of the rows' fields; empty for those that the statement has no parameter for
   */
  static void forEach(
      PreparedStatement statement,
      List<Optional<ValueForm>> forms,
      RowBuffer rows,
      Execution execution)
      throws SQLException {
    forFirst(statement, forms, rows, Long.MAX_VALUE, execution);
  }

  /** Executes a statement for the first rows only, some at a time. */
  static void forFirst(
      PreparedStatement statement,
      List<Optional<ValueForm>> forms,
      RowBuffer rows,
      long count,
      Execution execution)
      throws SQLException {
    ArrayParameters parameters = new ArrayParameters(statement, forms, execution);
    EncodedRows.<SQLException>forFirst(rows, count, parameters::add);
    parameters.flush();
  }

  private void add(byte[] row, int firstField, int end) throws SQLException {
    long most = (long) LONGEST_TEXT_OF_A_BYTE * (end - firstField);
    if (rows == MOST_ROWS || (rows > 0 && bytes() + most > MOST_BYTES)) {
      flush();
    }
    int at = firstField;
    int array = 0;
    for (Optional<ValueForm> form : forms) {
      at =
          form.isPresent()
              ? arrays.get(array++).addField(row, at, form.get())
              : at + Integer.BYTES + Math.max(BigEndian.getInt(row, at), 0);
    }
    rows++;
  }

  private long bytes() {
    return arrays.stream().mapToLong(ArrayText::bytes).sum();
  }

  private void flush() throws SQLException {
    if (rows == 0) {
      return;
    }
    for (int i = 0; i < arrays.size(); i++) {
      text.clear();
      arrays.get(i).appendTo(text);
      arrays.get(i).clear();
      // Without a type, so that the server takes the one of the statement's cast.
      statement.setObject(
          i + 1, new String(text.toByteArray(), StandardCharsets.UTF_8), Types.OTHER);
    }
    execution.execute(statement);
    rows = 0;
  }
}
