package io.cqdestination.postgres.connection;

import java.sql.Connection;
import java.sql.SQLException;

/** Lends database connections. Thread-safe. */
@FunctionalInterface
public interface ConnectionSource {

  /**
   * A connection in autocommit mode that belongs to the caller until it closes it.
   *
   * @throws SQLException when none can be had within the configured time; its SQLState says why
   */
  Connection connect() throws SQLException;
}
