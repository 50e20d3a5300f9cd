package io.cqdestination.postgres.vector;

import static io.cqdestination.postgres.vector.Documents.TABLE;
import static io.cqdestination.postgres.vector.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.CockroachVersion;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.failure.RetriedTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionSetupTest {
  private static final Dialect POSTGRES = new PostgresDialect(18);
  private static final EmbeddingOptions OPTIONS = EmbeddedDatabase.options(Documents.EMBEDDED);

  private static VectorExtension prepare(ConnectionSource connections) {
    return ExtensionSetup.prepare(
        new RetriedTransaction(connections, Duration.ZERO), POSTGRES, OPTIONS);
  }

  private static VectorExtension foresee(ConnectionSource connections) {
    return ExtensionSetup.foresee(
        new RetriedTransaction(connections, Duration.ZERO), POSTGRES, OPTIONS);
  }

  @Test
  void a_server_without_the_extension_is_refused_with_what_to_install() {
    try (Database database = PostgresServer.shared().create()) {
      assertThatThrownBy(() -> prepare(database::connect))
          .isInstanceOf(NotReady.class)
          .hasMessageContainingAll("extension vector", "install pgvector on the server");
    }
  }

  @Test
  void cockroachdb_is_refused_without_asking_it() {
    Dialect dialect = new CockroachDialect(new CockroachVersion(25, 2, 0));
    RetriedTransaction unused =
        new RetriedTransaction(
            () -> {
              throw new SQLException("nobody should connect");
            },
            Duration.ZERO);

    assertThatThrownBy(() -> ExtensionSetup.prepare(unused, dialect, OPTIONS))
        .isInstanceOf(NotReady.class)
        .hasMessageContainingAll("CockroachDB 25.2.0", "pgvector");
  }

  @Test
  void what_an_old_extension_lacks_is_refused_by_name() {
    VectorExtension old = new VectorExtension("public", "0.4.4", false, false, true);

    assertThatThrownBy(
            () -> old.check(EmbeddedDatabase.options(4, true, false, Documents.EMBEDDED)))
        .isInstanceOf(NotReady.class)
        .hasMessageContainingAll("halfvec", "0.7.0", "0.4.4", "ALTER EXTENSION vector UPDATE");
    assertThatThrownBy(
            () -> old.check(EmbeddedDatabase.options(4, false, true, Documents.EMBEDDED)))
        .isInstanceOf(NotReady.class)
        .hasMessageContainingAll("hnsw", "0.5.0", "0.4.4");
  }

  @ParameterizedTest
  @CsvSource({
    "0.3.2, false, false, the type vector in its present form",
    "0.4.0, false, false,",
    "0.4.4, false, true, the index hnsw",
    "0.5.0, false, true,",
    "0.6.2, true, false, the type halfvec",
    "0.7.0, true, true,",
    "0.10.0, true, true,"
  })
  void each_version_is_refused_for_what_it_lacks(
      String version, boolean half, boolean indexed, @Nullable String lacking) {
    VectorExtension extension = VectorExtension.missing("public", version);
    EmbeddingOptions options = EmbeddedDatabase.options(4, half, indexed, Documents.EMBEDDED);

    if (lacking == null) {
      extension.check(options);
    } else {
      assertThatThrownBy(() -> extension.check(options))
          .isInstanceOf(NotReady.class)
          .hasMessageContainingAll(lacking, version);
    }
  }

  @Test
  void looking_ahead_refuses_a_server_without_the_extension() {
    try (Database database = PostgresServer.shared().create()) {
      assertThatThrownBy(() -> foresee(database::connect))
          .isInstanceOf(NotReady.class)
          .hasMessageContainingAll("extension vector", "install pgvector on the server");
    }
  }

  @Test
  void looking_ahead_creates_nothing_and_tells_what_would_be() {
    EmbeddedDatabase.assumeServer();
    try (Database database = PgvectorServer.shared().create()) {
      VectorExtension foreseen = foresee(database::connect);

      assertThat(foreseen.creation()).containsExactly("CREATE EXTENSION IF NOT EXISTS vector");
      assertThat(database.rows("SELECT 1 FROM pg_extension WHERE extname = 'vector'")).isEmpty();
      VectorExtension created = prepare(database::connect);
      assertThat(created.creation()).isEmpty();
      assertThat(foresee(database::connect)).isEqualTo(created);
      assertThat(foreseen.schema()).isEqualTo(created.schema());
      assertThat(foreseen.version()).isEqualTo(created.version());
    }
  }

  @Test
  void the_extension_is_created_once_and_found_again() {
    EmbeddedDatabase.assumeServer();
    try (Database database = PgvectorServer.shared().create()) {
      VectorExtension created = prepare(database::connect);

      assertThat(created.schema()).isEqualTo("public");
      assertThat(created.hasHalfvec()).isTrue();
      assertThat(created.hasHnsw()).isTrue();
      assertThat(prepare(database::connect)).isEqualTo(created);
    }
  }

  @Test
  void a_user_who_may_not_create_it_goes_on_where_it_is_there() {
    EmbeddedDatabase.assumeServer();
    try (Database database = PgvectorServer.shared().create()) {
      database.execute("CREATE ROLE visitor_" + database.name() + " NOSUPERUSER");
      ConnectionSource visitor = () -> as(database, "visitor_" + database.name());

      assertThatThrownBy(() -> prepare(visitor))
          .isInstanceOf(NotReady.class)
          .hasMessageContainingAll("CREATE EXTENSION vector", database.name());
      assertThatThrownBy(() -> foresee(visitor))
          .isInstanceOf(NotReady.class)
          .hasMessageContainingAll("CREATE EXTENSION vector", database.name());
      database.execute("CREATE EXTENSION vector");
      assertThat(prepare(visitor).schema()).isEqualTo("public");
    }
  }

  @Test
  void the_extension_may_live_in_a_schema_off_the_search_path() {
    EmbeddedDatabase.assumeServer();
    Database database = PgvectorServer.shared().create();
    database.execute("CREATE SCHEMA \"Ext\"; CREATE EXTENSION vector SCHEMA \"Ext\"");
    EmbeddingOptions indexed = EmbeddedDatabase.options(4, false, true, Documents.EMBEDDED);
    try (EmbeddedDatabase embedded = EmbeddedDatabase.over(database, indexed)) {
      embedded.migrate(TABLE);
      embedded.write(Documents.of(document(1, 1, "a")));
      embedded.migrate(TABLE);
      assertThat(embedded.write(Documents.of(document(1, 1, "a"), document(2, 2, "b"))))
          .containsExactly("b");
      embedded.writer().loaded();

      assertThat(database.rows("SELECT chunk FROM documents_embeddings")).hasSize(2);
      assertThat(database.value("SELECT indexdef FROM pg_indexes WHERE indexdef LIKE '%hnsw%'"))
          .contains("\"Ext\".vector_cosine_ops");
    }
  }

  private static Connection as(Database database, String role) throws SQLException {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + role);
    }
    return connection;
  }
}
