package io.cqdestination.postgres.dialect;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the errors of PostgreSQL and CockroachDB by what the user can do about them. */
public final class SqlFailure {
  private static final String CONNECTION = "08";

  /** Shutdowns, too many connections, conflicts of transactions, deadlocks, lock timeouts. */
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "53300", "40001", "40003", "40P01", "55P03");

  private SqlFailure() {}

  /** Whether trying again can help; the rule is one for both databases. */
  public static boolean isTransient(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return state != null && (state.startsWith(CONNECTION) || PASSING.contains(state));
  }
}
