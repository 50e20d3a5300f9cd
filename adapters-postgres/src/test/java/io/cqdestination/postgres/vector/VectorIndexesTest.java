package io.cqdestination.postgres.vector;

import static io.cqdestination.postgres.vector.Documents.TABLE;
import static io.cqdestination.postgres.vector.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.PgvectorServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorIndexesTest {

  @BeforeAll
  static void assumeServer() {
    EmbeddedDatabase.assumeServer();
  }

  private static EmbeddedDatabase indexed(int dimensions, boolean half) {
    return EmbeddedDatabase.over(
        PgvectorServer.shared().create(),
        EmbeddedDatabase.options(dimensions, half, true, Documents.EMBEDDED));
  }

  private static List<List<@Nullable String>> indexes(EmbeddedDatabase database) {
    return database
        .sql()
        .rows("SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%hnsw%'");
  }

  @ParameterizedTest
  @CsvSource({"4, false, vector_cosine_ops", "2500, true, halfvec_cosine_ops"})
  void the_index_is_built_after_the_load(int dimensions, boolean half, String operators) {
    try (EmbeddedDatabase database = indexed(dimensions, half)) {
      database.migrate(TABLE);
      database.writer().loaded();
      assertThat(indexes(database)).as("before any row came").isEmpty();
      database.write(Documents.of(document(1, 1, "a")));
      assertThat(indexes(database)).as("while rows are coming").isEmpty();
      database.writer().loaded();
      database.writer().loaded();

      assertThat(indexes(database))
          .containsExactly(
              List.of(
                  "documents_embeddings_embedding_idx",
                  "CREATE INDEX documents_embeddings_embedding_idx ON public.documents_embeddings"
                      + " USING hnsw (embedding %s)".formatted(operators)));
    }
  }

  @Test
  void an_index_of_the_users_own_will_do() {
    try (EmbeddedDatabase database = indexed(4, false)) {
      database.migrate(TABLE);
      database
          .sql()
          .execute(
              "CREATE INDEX mine ON documents_embeddings USING hnsw (embedding vector_l2_ops)");
      database.write(Documents.of(document(1, 1, "a")));
      database.writer().loaded();

      assertThat(indexes(database)).hasSize(1);
    }
  }
}
