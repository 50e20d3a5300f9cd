package io.cqdestination.postgres.connection.silence;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lead to the server of a session that has gone silent. They are not watched themselves: their own
 * waits have to end. Thread-safe.
 */
@FunctionalInterface
public interface SecondConnections {
  /**
   * A connection for a few quick questions, to be closed by the caller.
   *
   * @throws SQLException with a message that holds no secret
   */
  Connection connect() throws SQLException;
}
