package io.cqdestination.core.migration;

import io.cqdestination.core.migration.TableDifference.ColumnAdded;
import io.cqdestination.core.migration.TableDifference.ColumnCommentChanged;
import io.cqdestination.core.migration.TableDifference.ColumnRemoved;
import io.cqdestination.core.migration.TableDifference.IndexMissing;
import io.cqdestination.core.migration.TableDifference.KeyChanged;
import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.NotNullChanged;
import io.cqdestination.core.migration.TableDifference.NotNullLeftOver;
import io.cqdestination.core.migration.TableDifference.NotNullReleased;
import io.cqdestination.core.migration.TableDifference.RowsOutdated;
import io.cqdestination.core.migration.TableDifference.TableCommentChanged;
import io.cqdestination.core.migration.TableDifference.TypeChanged;
import io.cqdestination.core.migration.TableDifference.TypeConverted;
import io.cqdestination.core.migration.TableDifference.TypeWidened;
import io.cqdestination.core.migration.TableDifference.UniqueAdded;
import io.cqdestination.core.migration.TableDifference.UniqueRemoved;
import io.cqdestination.core.migration.TableDifference.ValuesLost;
import org.jspecify.annotations.Nullable;

/** Says in words for the user what differs and what a migration makes of it. */
final class DifferenceWords {
  private DifferenceWords() {}

  /** What differs, naming column, types, key or constraint. */
  static String difference(TableDifference difference) {
    return switch (difference) {
      case ColumnAdded(StoredColumn column) ->
          "column %s: added as %s".formatted(column.name(), definition(column));
      case ColumnRemoved(StoredColumn column, boolean inKey) ->
          "column %s: removed, was %s%s"
              .formatted(column.name(), definition(column), inKey ? ", part of the key" : "");
      case TypeChanged(String column, String from, String to) ->
          "column %s: type changed from %s to %s".formatted(column, from, to);
      case NotNullChanged(String column, boolean added) ->
          "column %s: NOT NULL %s".formatted(column, added ? "added" : "removed");
      case TypeWidened(String column, String from, String to, boolean rewrites) ->
          "column %s: type changed from %s to %s, which %s"
              .formatted(
                  column,
                  from,
                  to,
                  rewrites ? "writes the whole table anew" : "leaves its rows as they are");
      case TypeConverted(String column, String from, String to) ->
          "column %s: type changed from %s to %s, which writes the whole table anew, each value being looked at before"
              .formatted(column, from, to);
      case ValuesLost(String column, String from, String to, String words) ->
          "column %s: type changed from %s to %s, which would lose values: %s"
              .formatted(column, from, to, words);
      case NotNullReleased(String column) -> "column %s: NOT NULL removed".formatted(column);
      case NotNullLeftOver(String column) ->
          "column %s: NOT NULL left over from the former key".formatted(column);
      case KeyChanged(@Nullable StoredKey from, @Nullable StoredKey to) -> keyChange(from, to);
      case KeyMoved(StoredKey from, String to, var _) ->
          "primary key: changed from %s to (%s)".formatted(columns(from), to);
      case UniqueAdded(String column) -> "column %s: unique constraint added".formatted(column);
      case UniqueRemoved(String column, String constraint) ->
          "column %s: unique constraint %s removed".formatted(column, constraint);
      case TableCommentChanged _ -> "description: changed";
      case ColumnCommentChanged(String column, String _) ->
          "column %s: description changed".formatted(column);
      case IndexMissing(StoredIndex index) -> "index %s: missing".formatted(index.name());
      case RowsOutdated(String words) -> words;
    };
  }

  /** What a migration does about a difference that it settles without dropping the table. */
  static String settlement(TableDifference difference) {
    return switch (difference) {
      case ColumnAdded _ -> "adds the column, NULL in the rows that are there";
      case ColumnRemoved _ -> "keeps the column, new rows leave it out";
      case KeyMoved(var _, String to, var _) -> "moves the primary key to " + to;
      case TypeWidened(var _, var _, String to, boolean _) ->
          "changes the column's type to %s, keeping its values".formatted(to);
      case TypeConverted(var _, var _, String to) ->
          "changes the column's type to %s, if that keeps its values".formatted(to);
      case NotNullLeftOver _, NotNullReleased _ -> "drops NOT NULL of the column";
      case UniqueAdded _ -> "leaves the column without a unique constraint";
      case UniqueRemoved(var _, String constraint) -> "drops the unique constraint " + constraint;
      case TableCommentChanged _, ColumnCommentChanged _ -> "sets the comment";
      case IndexMissing(StoredIndex index) -> "creates the index " + index.name();
      case TypeChanged _, ValuesLost _, NotNullChanged _, KeyChanged _, RowsOutdated _ ->
          throw new IllegalArgumentException("only a new table settles " + difference);
    };
  }

  private static String definition(StoredColumn column) {
    return column.notNull() ? column.type() + " NOT NULL" : column.type();
  }

  private static String keyChange(@Nullable StoredKey from, @Nullable StoredKey to) {
    if (from == null) {
      return to == null ? "" : "primary key: %s added".formatted(columns(to));
    }
    return to == null
        ? "primary key: %s removed".formatted(columns(from))
        : "primary key: changed from %s to %s".formatted(columns(from), columns(to));
  }

  private static String columns(StoredKey key) {
    return "(" + String.join(", ", key.columns()) + ")";
  }
}
