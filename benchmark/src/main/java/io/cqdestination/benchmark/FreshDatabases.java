package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;

/**
 * Empty databases of a server, dropped only at the end: ext4 is several times slower to make files
 * in the minute after it has deleted thousands. Used by one thread.
 */
final class FreshDatabases implements AutoCloseable {
  private final PostgresServer server;
  private final List<Database> databases = new ArrayList<>();

  FreshDatabases(PostgresServer server) {
    this.server = server;
  }

  Database next() {
    Database database = server.create();
    databases.add(database);
    return database;
  }

  @Override
  public void close() {
    databases.forEach(Database::close);
  }
}
