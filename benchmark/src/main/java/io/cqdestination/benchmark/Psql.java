package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's own client, where this machine has it. Immutable.
 *
 * @param version as it tells
 */
record Psql(String version) {
  private static final int LIMIT_MINUTES = 10;

  static Optional<Psql> find() {
    try {
      Process process = new ProcessBuilder("psql", "--version").start();
      String version =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return version.isEmpty() ? Optional.empty() : Optional.of(new Psql(version));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /** Copies files in COPY's binary format into as many tables, over one connection. */
  void copyIn(Database database, int port, List<String> tables, List<Path> files)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--host=" + PostgresServer.HOST,
                "--port=" + port,
                "--username=" + PostgresServer.SUPERUSER,
                "--dbname=" + database.name()));
    for (int i = 0; i < files.size(); i++) {
      command.add(
          "--command=\\copy %s from '%s' (format binary)".formatted(tables.get(i), files.get(i)));
    }
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("PGPASSWORD", database.server().password());
    builder.environment().put("PGSSLMODE", "disable");
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("psql could not copy into " + tables);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
