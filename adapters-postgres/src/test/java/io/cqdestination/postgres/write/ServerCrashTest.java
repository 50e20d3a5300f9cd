package io.cqdestination.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that crashes is known by it, whether all of it ends or one process. */
@Tag("every-version")
@Tag("thorough")
class ServerCrashTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration A_WHILE = Duration.ofSeconds(4);

  @Test
  void aCrashIsNoticedForAWhile() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        Database database = server.create()) {
      Await.until(LIMIT, "it has run for a while", () -> !mayHaveCrashed(database));
      try (Connection victim = database.connect();
          var statement = victim.createStatement();
          var answer = statement.executeQuery("SELECT pg_backend_pid()")) {
        answer.next();
        new ProcessBuilder("kill", "-9", answer.getString(1)).start().waitFor();
        Await.until(LIMIT, "one process crashed", () -> mayHaveCrashed(database));
      }
      Await.until(LIMIT, "it has run for a while again", () -> !mayHaveCrashed(database));
      server.kill();
      server.resume();
      assertThat(mayHaveCrashed(database)).isTrue();
    }
  }

  private static boolean mayHaveCrashed(Database database) {
    try (Connection connection = database.connect()) {
      return ServerCrash.isPossibleWithin(A_WHILE, connection);
    } catch (SQLException recovering) {
      return false;
    }
  }
}
