package io.cqdestination.postgres.write;

import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether the server compiles queries that look expensive. Without statistics those of histories
 * do, and compiling one took six times as long as running it.
 */
final class QueryCompilation {
  /** The first version that can. */
  private static final int FIRST_VERSION = 11;

  private QueryCompilation() {}

  /** Adds a statement after which no query of the transaction is compiled. */
  static void avoid(Connection connection, StatementPipeline pipeline) throws SQLException {
    if (connection.getMetaData().getDatabaseMajorVersion() >= FIRST_VERSION) {
      pipeline.add("SET LOCAL jit = off", List.of());
    }
  }
}
