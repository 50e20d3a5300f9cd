package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.SQLException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a destination's database lets us use COPY. Documentation and source of CockroachDB
 * disagree about the right it takes, so that the first batch finds out. Thread-safe.
 */
final class CopyPermission {
  private static final Logger log = LoggerFactory.getLogger(CopyPermission.class);

  /** Insufficient privilege, feature not supported, syntax error. */
  private static final Set<String> REFUSALS = Set.of("42501", "0A000", "42601");

  private volatile boolean granted = true;

  boolean isGranted() {
    return granted;
  }

  /**
   * Understands a failure of COPY.
   *
   * @return whether COPY is refused, from now on
   */
  boolean isRefused(SQLException failure) {
    if (!REFUSALS.contains(SqlStates.of(failure))) {
      return false;
    }
    granted = false;
    log.info("COPY is refused, rows are written with INSERT: {}", ServerWords.of(failure));
    return true;
  }
}
