package io.cqdestination.postgres.vector;

import static io.cqdestination.postgres.vector.Documents.CHUNKS;
import static io.cqdestination.postgres.vector.Documents.document;
import static io.cqdestination.postgres.vector.Documents.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.postgres.vector.Documents.Document;
import io.cqdestination.testkit.Await;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChunkWritingTest {
  private EmbeddedDatabase database;

  @BeforeAll
  static void assumeServer() {
    EmbeddedDatabase.assumeServer();
  }

  @BeforeEach
  void create() {
    database = EmbeddedDatabase.create(Documents.EMBEDDED);
    database.migrate(Documents.TABLE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<List<@Nullable String>> chunks() {
    return database.sql().rows(CHUNKS);
  }

  private static List<@Nullable String> chunk(int row, @Nullable String url, String text) {
    return Arrays.asList(id(row).toString(), url, text);
  }

  @Test
  void a_row_has_the_chunks_of_its_joined_columns_with_their_vectors() {
    List<String> asked =
        database.write(
            Documents.of(
                new Document(1, 1, "head", "text", "u"),
                new Document(2, 2, null, "body alone", null),
                new Document(3, 3, null, " ", "u")));

    assertThat(asked).containsExactly("head\ntext", "body alone");
    assertThat(chunks()).containsExactly(chunk(1, "u", "head\ntext"), chunk(2, null, "body alone"));
    assertThat(
            database
                .sql()
                .value("SELECT embedding FROM documents_embeddings WHERE chunk = 'body alone'"))
        .isEqualTo(VectorText.of(database.embedder().vector("body alone")));
  }

  @Test
  void rows_that_come_again_unchanged_cost_nothing() {
    Document first = new Document(1, 1, "the quick brown fox", "jumps over the lazy dog", "u");
    database.write(Documents.of(first, document(2, 2, "two")));
    List<List<@Nullable String>> before = placesOfChunks();

    assertThat(database.write(Documents.of(first, document(2, 2, "two")))).isEmpty();
    assertThat(placesOfChunks()).isEqualTo(before);
  }

  private List<List<@Nullable String>> placesOfChunks() {
    return database.sql().rows("SELECT ctid, chunk FROM documents_embeddings ORDER BY chunk");
  }

  @Test
  void of_a_changed_text_only_the_new_chunks_are_asked_for_and_the_old_ones_go() {
    database.write(Documents.of(document(1, 1, "alpha beta gamma delta epsilon zeta")));
    assertThat(chunks()).hasSize(3).contains(chunk(1, "u", "zeta"));

    List<String> asked =
        database.write(Documents.of(document(1, 1, "alpha beta gamma delta epsilon eta")));

    assertThat(asked).containsExactly("eta");
    assertThat(chunks())
        .containsExactly(
            chunk(1, "u", "alpha beta gamma"),
            chunk(1, "u", "eta"),
            chunk(1, "u", "gamma delta epsilon"));
  }

  @Test
  void chunks_that_stay_get_the_metadata_of_now() {
    database.write(Documents.of(new Document(1, 1, "a", null, "old")));

    assertThat(database.write(Documents.of(new Document(1, 1, "a", null, "new")))).isEmpty();
    assertThat(chunks()).containsExactly(chunk(1, "new", "a"));
  }

  @Test
  void a_row_with_another_id_takes_its_chunks_along() {
    database.write(Documents.of(document(1, 1, "a"), document(2, 2, "b")));

    assertThat(database.write(Documents.of(document(1, 7, "a"), document(2, 8, "c"))))
        .containsExactly("c");
    assertThat(chunks()).containsExactly(chunk(7, "u", "a"), chunk(8, "u", "c"));
  }

  @Test
  void rows_may_exchange_their_ids() {
    database.sql().execute("ALTER TABLE documents DROP CONSTRAINT documents__cq_id_key");
    database.write(Documents.of(document(1, 1, "a"), document(2, 2, "b")));

    database.write(Documents.of(document(1, 2, "a"), document(2, 1, "b")));

    assertThat(chunks()).containsExactly(chunk(1, "u", "b"), chunk(2, "u", "a"));
  }

  @Test
  void only_the_last_row_of_a_key_is_embedded() {
    List<String> asked =
        database.write(
            Documents.of(document(1, 1, "first"), document(2, 2, "x"), document(1, 3, "last")));

    assertThat(asked).containsExactlyInAnyOrder("x", "last");
    assertThat(chunks()).containsExactly(chunk(2, "u", "x"), chunk(3, "u", "last"));
  }

  @Test
  void a_chunk_that_occurs_twice_in_a_row_is_stored_twice_and_embedded_once() {
    String twice = "same words here now\n\nsame words here now";

    assertThat(database.write(Documents.of(document(1, 1, twice))))
        .containsExactly("same words here now");
    assertThat(database.write(Documents.of(document(1, 1, twice)))).isEmpty();
    assertThat(chunks()).hasSize(2);
    assertThat(database.write(Documents.of(document(1, 1, "same words here now")))).isEmpty();
    assertThat(chunks()).hasSize(1);
  }

  @Test
  void appended_rows_replace_the_chunks_of_their_id() {
    database.sql().execute("DROP TABLE documents");
    database.migrate(Documents.APPENDED);
    database.write(Documents.of(Documents.APPENDED, document(1, 1, "a"), document(1, 1, "b")));
    database.write(Documents.of(Documents.APPENDED, document(1, 1, "c")));

    assertThat(database.sql().value("SELECT count(*) FROM documents")).isEqualTo("3");
    assertThat(chunks()).containsExactly(chunk(1, "u", "c"));
  }

  @Test
  void appended_rows_whose_id_comes_again_unchanged_ask_for_nothing() {
    database.sql().execute("DROP TABLE documents");
    database.migrate(Documents.APPENDED);
    database.write(Documents.of(Documents.APPENDED, document(1, 1, "a"), document(2, 2, "b")));

    assertThat(
            database.write(
                Documents.of(Documents.APPENDED, document(1, 1, "a"), document(2, 2, "b"))))
        .isEmpty();
    assertThat(database.sql().value("SELECT count(*) FROM documents")).isEqualTo("4");
    assertThat(chunks()).containsExactly(chunk(1, "u", "a"), chunk(2, "u", "b"));
  }

  @Test
  void texts_hold_no_null_characters() {
    assertThat(database.write(Documents.of(document(1, 1, "a\0b")))).containsExactly("ab");
    assertThat(database.write(Documents.of(document(1, 1, "a\0b")))).isEmpty();
  }

  @Test
  void a_service_that_fails_leaves_rows_and_chunks_as_they_were() {
    database.write(Documents.of(document(1, 1, "a")));
    database.embedder().fail(true);

    CompletableFuture<Void> outcome =
        database.commit(Documents.of(document(1, 1, "changed"), document(2, 2, "b")));

    assertThat(outcome)
        .failsWithin(EmbeddedDatabase.LIMIT.toSeconds(), TimeUnit.SECONDS)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .havingCause()
        .isInstanceOf(Unavailable.class)
        .withMessage("cannot embed the texts of table documents: the service is down");
    assertThat(database.sql().rows("SELECT title FROM documents")).containsExactly(List.of("a"));
    assertThat(chunks()).containsExactly(chunk(1, "u", "a"));
  }

  @Test
  void a_transaction_that_is_repeated_asks_for_nothing_again() {
    database.embedder().shut();
    CompletableFuture<Void> outcome = database.commit(Documents.of(document(1, 1, "a")));
    Await.until(
        EmbeddedDatabase.LIMIT, "the service is asked", () -> database.embedder().waiting() == 1);
    database
        .sql()
        .execute(
            """
            CREATE SEQUENCE attempts;
            CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF nextval('attempts') = 1 THEN
                RAISE EXCEPTION 'once' USING ERRCODE = '40001';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER fail_once BEFORE INSERT ON documents_embeddings
              FOR EACH ROW EXECUTE FUNCTION fail_once()\
            """);
    database.embedder().open();

    assertThat(outcome).succeedsWithin(EmbeddedDatabase.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(database.sql().value("SELECT last_value FROM attempts")).isEqualTo("2");
    assertThat(database.embedder().takeAsked()).containsExactly("a");
    assertThat(chunks()).containsExactly(chunk(1, "u", "a"));
  }

  @Test
  void chunks_that_vanish_before_the_batch_is_written_are_asked_for_after_all() {
    database.write(Documents.of(document(1, 1, "a")));
    database.embedder().shut();
    CompletableFuture<Void> outcome =
        database.commit(Documents.of(document(1, 1, "a"), document(2, 2, "b")));
    Await.until(
        EmbeddedDatabase.LIMIT, "the service is asked", () -> database.embedder().waiting() == 1);
    database.sql().execute("DELETE FROM documents_embeddings");
    database.embedder().open();

    assertThat(outcome).succeedsWithin(EmbeddedDatabase.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(database.embedder().takeAsked()).containsExactly("b", "a");
    assertThat(chunks()).containsExactly(chunk(1, "u", "a"), chunk(2, "u", "b"));
  }

  @Test
  void batches_ask_at_the_same_time_and_are_written_in_their_order() {
    database.embedder().shut();
    CompletableFuture<Void> first = database.commit(Documents.of(document(1, 1, "a")));
    CompletableFuture<Void> second = database.commit(Documents.of(document(1, 1, "b")));
    Await.until(EmbeddedDatabase.LIMIT, "both ask", () -> database.embedder().waiting() == 2);
    database.embedder().open();

    assertThat(CompletableFuture.allOf(first, second))
        .succeedsWithin(EmbeddedDatabase.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(chunks()).containsExactly(chunk(1, "u", "b"));
  }
}
