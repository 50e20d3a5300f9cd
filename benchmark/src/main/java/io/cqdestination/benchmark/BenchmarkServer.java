package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;

/** A server that takes care of its data as one in use does, which those of the tests do not. */
final class BenchmarkServer {
  private BenchmarkServer() {}

  /**
   * Starts one of the newest version.
   *
   * @param autovacuum on or off: off where dead rows are counted
   */
  static PostgresServer start(String autovacuum) {
    return PostgresServer.start(
        PostgresOptions.of(PostgresVersion.newest())
            .with("fsync", "on")
            .with("full_page_writes", "on")
            .with("shared_buffers", "256MB")
            .with("max_wal_size", "4GB")
            .with("max_connections", "100")
            .with("max_locks_per_transaction", "64")
            .with("autovacuum", autovacuum));
  }
}
