package io.cqdestination.postgres.vector;

import static io.cqdestination.postgres.vector.Documents.TABLE;
import static io.cqdestination.postgres.vector.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The image that pgvector hands out. Needs Docker. */
class PgvectorContainerTest {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("pgvector/pgvector").withTag("pg17");
  private static final int PORT = 5432;
  private static final String PASSWORD = "only-in-this-container";

  @BeforeAll
  static void needsDocker() {
    boolean available = DockerClientFactory.instance().isDockerAvailable();
    String reason = "skipped: pgvector's image runs in a container, and there is no Docker here";
    if (!available) {
      System.out.println(PgvectorContainerTest.class.getSimpleName() + " " + reason);
    }
    assumeTrue(available, reason);
  }

  @Test
  void textsAreEmbeddedOnceAndTheNearestIsFound() throws SQLException {
    try (GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withEnv("POSTGRES_PASSWORD", PASSWORD)
            .withExposedPorts(PORT)
            // The server starts twice: at first for its initialization only.
            .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\n", 2))) {
      container.start();
      String url =
          "jdbc:postgresql://%s:%d/postgres?user=postgres&password=%s"
              .formatted(container.getHost(), container.getMappedPort(PORT), PASSWORD);
      try (EmbeddedDatabase database =
          EmbeddedDatabase.over(
              () -> DriverManager.getConnection(url),
              EmbeddedDatabase.options(4, false, true, Documents.EMBEDDED))) {
        database.migrate(TABLE);
        assertThat(database.write(Documents.of(document(1, 1, "a"), document(2, 2, "b"))))
            .containsExactly("a", "b");
        assertThat(database.write(Documents.of(document(1, 1, "a"), document(2, 2, "b"))))
            .isEmpty();
        database.writer().loaded();
        assertThat(nearest(url, VectorText.of(database.embedder().vector("b")))).isEqualTo("b");
      }
    }
  }

  private static String nearest(String url, String vector) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT chunk FROM documents_embeddings ORDER BY embedding <=> '%s' LIMIT 1"
                    .formatted(vector))) {
      assertThat(answer.next()).isTrue();
      return answer.getString(1);
    }
  }
}
