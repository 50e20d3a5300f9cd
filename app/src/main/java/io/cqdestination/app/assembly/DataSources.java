package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.postgres.connection.PostgresDataSource;

/**
 * Databases as specs name them, with the passwords that they want. Immutable.
 *
 * @param environment what connection strings leave open
 */
record DataSources(ClientEnvironment environment) {

  /**
   * Connects to nothing yet.
   *
   * @throws io.cqdestination.postgres.connection.syntax.InvalidConnectionString without a password
   */
  PostgresDataSource of(DestinationSpec spec) {
    return spec.login()
        .map(login ->
            PostgresDataSource.of(
                spec.connectionString(), environment, PasswordIssuers.of(login, environment)))
        .orElseGet(() -> PostgresDataSource.of(spec.connectionString(), environment));
  }
}
