package io.cqdestination.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Whether a server may have lost transactions that were not committed, and with them the memory of
 * having given out their numbers: it gives them out once more then.
 */
final class ServerCrash {
  /** For clocks that do not tick alike. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /**
   * A server that ended starts anew. Where only one of its processes crashed, the others end, and
   * the server forgets its statistics but not when it started.
   */
  private static final String RECENTLY =
      """
      SELECT coalesce(greatest(pg_catalog.pg_postmaster_start_time(), stats_reset)
        > pg_catalog.clock_timestamp() - CAST(? AS interval), true) FROM pg_catalog.pg_stat_bgwriter\
      """;

  private ServerCrash() {}

  /** Whether it may have crashed within a time that has just ended. */
  static boolean isPossibleWithin(Duration time, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECENTLY)) {
      statement.setString(1, time.plus(MARGIN).toMillis() + " milliseconds");
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getBoolean(1);
      }
    }
  }
}
