package io.cqdestination.postgres.refused;

import java.util.List;

/**
 * What finds the {@code _cq_id} of the row that a refused one would have replaced. Immutable.
 *
 * @param sql an expression; its parameters are texts
 * @param key its parameters
 */
public record OlderRow(String sql, List<String> key) {
  /** There is none. */
  public static final OlderRow NONE = new OlderRow("NULL", List.of());

  public OlderRow {
    key = List.copyOf(key);
  }
}
