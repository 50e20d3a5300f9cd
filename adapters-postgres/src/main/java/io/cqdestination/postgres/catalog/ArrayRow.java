package io.cqdestination.postgres.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a result whose columns are scalars and arrays; an array that is null has no
 * elements. Used by one thread.
 */
final class ArrayRow {
  private static final String[] NO_TEXTS = {};
  private static final Integer[] NO_INTEGERS = {};
  private static final Short[] NO_SHORTS = {};
  private static final Boolean[] NO_FLAGS = {};

  private final ResultSet row;

  ArrayRow(ResultSet row) {
    this.row = row;
  }

  String text(String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column), column);
  }

  boolean flag(String column) throws SQLException {
    return row.getBoolean(column);
  }

  String[] texts(String column) throws SQLException {
    return array(column, NO_TEXTS);
  }

  Integer[] integers(String column) throws SQLException {
    return array(column, NO_INTEGERS);
  }

  Short[] shorts(String column) throws SQLException {
    return array(column, NO_SHORTS);
  }

  Boolean[] flags(String column) throws SQLException {
    return array(column, NO_FLAGS);
  }

  @SuppressWarnings("unchecked")
  private <T> T[] array(String column, T[] none) throws SQLException {
    @Nullable Array array = row.getArray(column);
    return array == null ? none : (T[]) array.getArray();
  }
}
