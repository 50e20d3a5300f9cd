package io.cqdestination.core.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way in which a found table differs from the wanted one. Immutable. */
sealed interface TableDifference {

  /** Whether a migration settles it, or leaves it be, without dropping the table. */
  default boolean automatic() {
    return true;
  }

  /** Only the wanted table has the column. */
  record ColumnAdded(StoredColumn column) implements TableDifference {
    @Override
    public boolean automatic() {
      return !column.notNull();
    }
  }

  /** Only the found table has the column. */
  record ColumnRemoved(StoredColumn column, boolean inKey) implements TableDifference {
    @Override
    public boolean automatic() {
      return !inKey && (!column.notNull() || column.hasDefault());
    }
  }

  /** The column's type differs; both in the database's words. */
  record TypeChanged(String column, String from, String to) implements TableDifference {
    @Override
    public boolean automatic() {
      return false;
    }
  }

  /**
   * The column's type differs, and every value of the found one is one of the wanted one.
   *
   * @param rewrites whether the database writes the table anew
   */
  record TypeWidened(String column, String from, String to, boolean rewrites)
      implements TableDifference {}

  /** The column's type differs, and values of the found one may be some of the wanted one. */
  record TypeConverted(String column, String from, String to) implements TableDifference {}

  /**
   * The column's type differs, and a value that is there is none of the wanted one.
   *
   * @param words which values
   */
  record ValuesLost(String column, String from, String to, String words)
      implements TableDifference {
    @Override
    public boolean automatic() {
      return false;
    }
  }

  /** Only the found column has NOT NULL, which is to be dropped. */
  record NotNullReleased(String column) implements TableDifference {}

  /** One of the two tables has NOT NULL on the column, the wanted one if {@code added}. */
  record NotNullChanged(String column, boolean added) implements TableDifference {
    @Override
    public boolean automatic() {
      return false;
    }
  }

  /** The column of a former key still has NOT NULL, as its move was cut off half way. */
  record NotNullLeftOver(String column) implements TableDifference {}

  /** The key differs, other than by {@link KeyMoved}; null is no key. */
  record KeyChanged(@Nullable StoredKey from, @Nullable StoredKey to) implements TableDifference {
    @Override
    public boolean automatic() {
      return false;
    }
  }

  /**
   * The key becomes {@code _cq_id} alone, as sources do that give up their own keys.
   *
   * @param nullable columns of the old key that may hold NULL from now on
   */
  record KeyMoved(StoredKey from, String to, List<String> nullable) implements TableDifference {
    public KeyMoved {
      nullable = List.copyOf(nullable);
    }
  }

  /** Only the wanted column is unique: left alone, as the values there may not be. */
  record UniqueAdded(String column) implements TableDifference {}

  /** Only the found column is unique, by a constraint of the destination's own making. */
  record UniqueRemoved(String column, String constraint) implements TableDifference {}

  /** The source describes the table in other words than its comment. */
  record TableCommentChanged(String text) implements TableDifference {}

  /** The source describes the column in other words than its comment. */
  record ColumnCommentChanged(String column, String text) implements TableDifference {}

  /** The rows of a derived table are not such as would be made now. */
  record RowsOutdated(String words) implements TableDifference {
    @Override
    public boolean automatic() {
      return false;
    }
  }

  /** The table lacks an index that the destination wants. */
  record IndexMissing(StoredIndex index) implements TableDifference {}
}
