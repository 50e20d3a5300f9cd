package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.retry.Retries;
import java.time.Duration;

/**
 * Transactions that are tried again where they may pass: work that may be done twice. Thread-safe.
 *
 * @param timeout from the first failure to the last attempt
 */
record RetriedTransactions(JdbcDatabase database, Duration timeout) {

  /**
   * Commits what the work does, or nothing of it.
   *
   * @param subject what the work is about, for errors: "table x"
   * @throws DestinationException as {@link JdbcDatabase#transaction} does
   */
  <T> T run(String subject, JdbcDatabase.Work<T> work) {
    return Retries.run(subject, timeout, () -> database.transaction(subject, work));
  }

  Dialect dialect() {
    return database.dialect();
  }
}
