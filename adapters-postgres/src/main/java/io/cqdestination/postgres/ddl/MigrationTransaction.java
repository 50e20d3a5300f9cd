package io.cqdestination.postgres.ddl;

import java.time.Duration;
import java.util.List;

/**
 * How every transaction that changes tables begins: with settings that end with it, and the
 * migration lock. Immutable.
 */
record MigrationTransaction(MigrationLock lock) {
  /** Short, as everybody else who wants the table queues up behind the one who waits for it. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

  /** The first statements when there is time for the usual wait. */
  List<String> preamble() {
    return preamble(LOCK_TIMEOUT);
  }

  /**
   * The first statements.
   *
   * @param left how long to wait for a lock at most
   */
  List<String> preamble(Duration left) {
    Duration lockTimeout = left.compareTo(LOCK_TIMEOUT) < 0 ? left : LOCK_TIMEOUT;
    return List.of(
        // Another one, which a database or a role may start with, would show the tables as they
        // were before the wait for the lock.
        "set transaction isolation level read committed",
        "set local lock_timeout = %d".formatted(lockTimeout.toMillis()),
        "set local standard_conforming_strings = on",
        "set local client_min_messages = warning",
        lock.statement());
  }
}
