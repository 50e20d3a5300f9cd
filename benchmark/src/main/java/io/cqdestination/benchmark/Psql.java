package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's own client, where this machine has it.
 *
 * @param version as it tells
 */
record Psql(String version) {
  private static final int LIMIT_MINUTES = 10;

  static Optional<Psql> find() throws IOException {
    try {
      Process process = new ProcessBuilder("psql", "--version").start();
      String version = new String(process.getInputStream().readAllBytes()).strip();
      return version.isEmpty() ? Optional.empty() : Optional.of(new Psql(version));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /** Copies a file in COPY's binary format into a table, with a command of its own. */
  void copyIn(Database database, String table, Path file) throws IOException {
    List<String> command =
        List.of(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--dbname=" + database.connectionString(),
            "--command=\\copy %s from '%s' (format binary)".formatted(table, file));
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("psql could not copy into " + table);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
