package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.app.spec.SpecReader;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.sync.ConnectionTestResult;
import io.cqdestination.postgres.connection.ConnectionFailure;
import io.cqdestination.postgres.connection.ConnectionFailureCode;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.connection.ConnectionTest;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.vector.ExtensionSetup;
import io.cqdestination.runtime.spec.InvalidSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Finds out whether a spec leads to a database that can be used. Thread-safe. */
record UsableDatabase(SpecReader reader, DataSources dataSources) {
  /** The spec is not JSON, or its schema refuses it. */
  private static final String INVALID_SPEC = "INVALID_SPEC";

  /** The connection string cannot be understood. */
  private static final String INVALID_CONFIG = "INVALID_CONFIG";

  /**
   * What the destination has to know of a database.
   *
   * @throws DestinationException when it cannot be used, saying why
   */
  static DatabaseFacts facts(ConnectionSource connections) {
    try (Connection connection = connections.connect()) {
      return DatabaseFacts.read(connection);
    } catch (SQLException failure) {
      ConnectionFailure words = ConnectionFailure.of(failure);
      String message =
          "the database cannot be used: %s: %s".formatted(words.code(), words.description());
      throw ConnectionFailure.isMistake(failure)
          ? new DatabaseRefused(message, failure)
          : new Unavailable(message, failure);
    }
  }

  /** As {@link io.cqdestination.core.sync.DestinationFactory#test} says. */
  ConnectionTestResult test(byte[] json) {
    DestinationSpec spec;
    try {
      spec = reader.read(json).spec();
    } catch (InvalidSpec invalid) {
      return new ConnectionTestResult.Unusable(INVALID_SPEC, invalid.description());
    }
    try {
      ConnectionSource connections = dataSources.of(spec)::getConnection;
      Optional<ConnectionFailure> failure =
          spec.schema().isPresent()
              ? ConnectionTest.connect(connections)
              : ConnectionTest.run(connections);
      return failure
          .<ConnectionTestResult>map(
              words -> new ConnectionTestResult.Unusable(words.code().name(), words.description()))
          .orElseGet(() -> testContents(spec, connections));
    } catch (InvalidConnectionString invalid) {
      return new ConnectionTestResult.Unusable(
          INVALID_CONFIG, invalid.wordsFor(spec.connectionString()));
    }
  }

  private static ConnectionTestResult testContents(
      DestinationSpec spec, ConnectionSource connections) {
    RetriedTransaction once = new RetriedTransaction(connections, Duration.ZERO);
    ConnectionFailureCode code = ConnectionFailureCode.UNKNOWN_SCHEMA;
    try {
      spec.schema().ifPresent(setup -> setup.foresee(once));
      code = ConnectionFailureCode.UNKNOWN;
      spec.embedding()
          .ifPresent(embedding ->
              ExtensionSetup.foresee(once, facts(connections).dialect(), embedding.options()));
      return new ConnectionTestResult.Usable();
    } catch (DestinationException lacking) {
      return new ConnectionTestResult.Unusable(code.name(), lacking.getMessage());
    }
  }
}
