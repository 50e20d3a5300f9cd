package io.cqdestination.postgres.refused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that was refused. Immutable.
 *
 * @param number its own, so that it is noted once however often that is tried
 * @param table the database's name of the table
 * @param refusal why
 * @param columns the database's names of the row's columns
 * @param values for each column its value as text; null for null
 * @param older what the row would have replaced
 */
public record SetAsideRow(
    UUID number,
    String table,
    Refusal refusal,
    List<String> columns,
    List<@Nullable String> values,
    OlderRow older) {
  public SetAsideRow {
    columns = List.copyOf(columns);
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /**
   * Why a row was refused.
   *
   * @param column the database's name of the column whose value is to blame, where that is known
   * @param state the SQLState; empty where the row was never sent
   */
  public record Refusal(Optional<String> column, Optional<String> state, String words) {}

  /** The same without what it would have replaced. */
  public SetAsideRow withoutOlder() {
    return new SetAsideRow(number, table, refusal, columns, values, OlderRow.NONE);
  }

  /**
   * A value.
   *
   * @return null for null, and where there is no such column or it is the one that was refused
   */
  @Nullable String value(String column) {
    int index = columns.indexOf(column);
    return index < 0 || refusal.column().filter(column::equals).isPresent()
        ? null
        : values.get(index);
  }
}
