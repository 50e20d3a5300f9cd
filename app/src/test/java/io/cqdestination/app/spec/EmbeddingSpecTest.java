package io.cqdestination.app.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.embedding.TextSplitter;
import io.cqdestination.openai.EmbeddingSettings;
import io.cqdestination.runtime.spec.InvalidSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingSpecTest {
  private static final String TABLE =
      "{\"table_name\": \"pages\", \"embed_columns\": [\"body\"], \"metadata_columns\": [\"url\"]}";
  private static final String EMBEDDING =
      "\"model_name\": \"m\", \"dimensions\": 8, \"api_key\": \"s3cret\"";

  @Test
  void what_is_not_given_has_the_documented_default() throws InvalidSpec {
    EmbeddingSpec spec = config(TABLE, EMBEDDING);

    assertThat(spec.options())
        .isEqualTo(
            new EmbeddingOptions(
                List.of(
                    new EmbeddedTable(
                        "pages", "pages_embeddings", List.of("body"), List.of("url"))),
                new TextSplitter(1000, 500),
                "m",
                8,
                false,
                false));
    assertThat(spec.settings()).isEqualTo(EmbeddingSettings.withDefaults("m", 8, "s3cret"));
    assertThat(spec.toString()).doesNotContain("s3cret");
  }

  @Test
  void the_names_and_letter_cases_of_the_original_are_understood() throws InvalidSpec {
    EmbeddingSpec spec =
        read(
            """
            {"connection_string": "a", "PgVector_Config": {
              "tables": [{"source_table_name": "pages", "target_table_name": "chunks",
                "Embed_Columns": ["title", "body"], "metadata_columns": null}],
              "text_splitter": {"recursive_text": {"chunk_size": 10, "chunk_overlap": 0}},
              "openai_embedding": {"MODEL_NAME": "text-embedding-3-large", "dimensions": 3072,
                "api_key": "k"}}}\
            """);

    assertThat(spec.options().tables())
        .containsExactly(new EmbeddedTable("pages", "chunks", List.of("title", "body"), List.of()));
    assertThat(spec.options().splitter()).isEqualTo(new TextSplitter(10, 0));
    assertThat(spec.options().model()).isEqualTo("text-embedding-3-large");
  }

  @Test
  void every_setting_of_the_service_can_be_given() throws InvalidSpec {
    EmbeddingSpec spec =
        config(
            TABLE,
            EMBEDDING
                + ", \"base_url\": \"http://h/v1\", \"max_concurrent_requests\": 7,"
                + " \"max_retries\": 0, \"timeout\": \"1m30s\"");

    assertThat(spec.settings())
        .isEqualTo(
            new EmbeddingSettings("m", 8, "s3cret", "http://h/v1", 7, 0, Duration.ofSeconds(90)));
  }

  @Test
  void limits_of_zero_or_less_and_null_mean_the_default() throws InvalidSpec {
    EmbeddingSpec spec =
        config(
            TABLE,
            EMBEDDING
                + ", \"base_url\": null, \"max_concurrent_requests\": 0, \"max_retries\": -1,"
                + " \"timeout\": \"0s\", \"index\": null, \"column_type\": null");

    assertThat(spec).isEqualTo(config(TABLE, EMBEDDING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2000|\"index\": \"hnsw\"|false",
        "2001|\"index\": \"hnsw\"|true",
        "2001|\"index\": \"none\"|false",
        "8|\"index\": \"HNSW\", \"column_type\": \"halfvec\"|true",
        "2001|\"column_type\": \"vector\"|false",
      })
  void vectors_have_16_bits_where_asked_or_where_an_index_needs_it(
      int dimensions, String keys, boolean half) throws InvalidSpec {
    String embedding = EMBEDDING.replace("8", String.valueOf(dimensions)) + ", " + keys;

    assertThat(config(TABLE, embedding).options().halfPrecision()).isEqualTo(half);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"embed_columns\": [\"a\"]}|tables[0].table_name is required",
        "{\"table_name\": \"\", \"embed_columns\": [\"a\"]}|tables[0].table_name must not be empty",
        "{\"table_name\": \"t\"}|tables[0].embed_columns must name a column",
        "{\"table_name\": \"t\", \"embed_columns\": []}|tables[0].embed_columns must name a column",
        "{\"table_name\": \"t\", \"embed_columns\": \"a\"}|tables[0].embed_columns must be a list",
        "{\"table_name\": \"t\", \"embed_columns\": [1]}|tables[0].embed_columns[0] must be a string",
        "{\"table_name\": \"t\", \"source_table_name\": \"t\", \"embed_columns\": [\"a\"]}|tables[0].source_table_name is another name of table_name",
        "{\"table_name\": \"t\", \"embed_columns\": [\"a\"], \"metadata_columns\": [\"chunk\"]}|tables[0].metadata_columns must not name chunk",
        "{\"table_name\": \"t\", \"embed_columns\": [\"a\"], \"target_table_name\": \"t\"}|tables[0].target_table_name must not be the source",
        "7|tables[0] must be an object",
      })
  void wrong_tables_are_refused_by_path(String table, String words) {
    assertThatThrownBy(() -> config(table, EMBEDDING))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("pgvector_config." + words);
  }

  @Test
  void tables_must_not_clash() {
    String other = TABLE.replace("pages", "pages_embeddings");

    assertThatThrownBy(() -> config(TABLE + ", " + TABLE, EMBEDDING))
        .hasMessageContaining("pgvector_config.tables[1].table_name names a table that occurs");
    assertThatThrownBy(() -> config(TABLE + ", " + other, EMBEDDING))
        .hasMessageContaining("pgvector_config.tables[1].target_table_name clashes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"dimensions\": 8, \"api_key\": \"k\"|model_name is required",
        "\"model_name\": \"m\", \"api_key\": \"k\"|dimensions is required",
        "\"model_name\": \"m\", \"dimensions\": 8|api_key is required",
        "\"model_name\": \"m\", \"dimensions\": 0, \"api_key\": \"k\"|dimensions must be from 1",
        "\"model_name\": \"m\", \"dimensions\": 1.5, \"api_key\": \"k\"|dimensions must be a whole",
        "\"model_name\": \"text-embedding-3-small\", \"dimensions\": 1537, \"api_key\": \"k\"|dimensions must be from 1 to 1536",
        "\"model_name\": \"m\", \"dimensions\": 8, \"api_key\": \"a b\"|api_key holds a blank",
        "\"model_name\": \"m\", \"dimensions\": 8, \"api_key\": \"k\", \"base_url\": \"ftp://s3cret\"|base_url must be a URL",
        "\"model_name\": \"m\", \"dimensions\": 8, \"api_key\": \"k\", \"timeout\": \"soon\"|timeout must be a duration",
        "\"model_name\": \"m\", \"dimensions\": 8, \"api_key\": \"k\", \"index\": \"ivf\"|index must be one of none and hnsw",
        "\"model_name\": \"m\", \"dimensions\": 8, \"api_key\": \"k\", \"column_type\": \"bit\"|column_type must be one of vector and halfvec",
        "\"model_name\": \"m\", \"dimensions\": 2001, \"api_key\": \"k\", \"index\": \"hnsw\", \"column_type\": \"vector\"|column_type must be halfvec",
        "\"model_name\": \"m\", \"dimensions\": 4001, \"api_key\": \"k\", \"index\": \"hnsw\"|index must be none",
      })
  void wrong_settings_are_refused_by_path_without_secrets(String embedding, String words) {
    assertThatThrownBy(() -> config(TABLE, embedding))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("pgvector_config.embedding." + words)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"chunk_size\": 0}|chunk_size must be at least 1",
        "{\"chunk_size\": 10, \"chunk_overlap\": 10}|chunk_overlap must be smaller",
        "{\"chunk_size\": 400}|chunk_overlap must be smaller",
        "{\"chunk_overlap\": -1}|chunk_overlap must not be negative",
      })
  void sizes_that_contradict_each_other_are_refused_by_path(String sizes, String words) {
    assertThatThrownBy(() ->
            read(
                """
                {"connection_string": "a", "pgvector_config": {"tables": [%s],
                  "text_splitter": {"recursive_text": %s}, "embedding": {%s}}}\
                """
                    .formatted(TABLE, sizes, EMBEDDING)))
        .hasMessageContaining("pgvector_config.text_splitter.recursive_text." + words);
  }

  @Test
  void all_problems_are_named_at_once() {
    assertThatThrownBy(() ->
            read(
                "{\"pgvector_config\": {\"tables\": [], \"text_splitter\": {},"
                    + " \"embedding\": {\"dimensions\": 0, \"index\": 5}}}"))
        .hasMessageContainingAll(
            "connection_string is required",
            "pgvector_config.tables must be a list with one object at least",
            "pgvector_config.text_splitter.recursive_text is required",
            "pgvector_config.embedding.model_name is required",
            "pgvector_config.embedding.api_key is required",
            "pgvector_config.embedding.dimensions must be from 1",
            "pgvector_config.embedding.index must be a string");
    assertThatThrownBy(() -> read("{\"connection_string\": \"a\", \"pgvector_config\": {}}"))
        .hasMessageContainingAll(
            "pgvector_config.tables is required", "pgvector_config.embedding is required");
    assertThatThrownBy(() -> read("{\"connection_string\": \"a\", \"pgvector_config\": []}"))
        .hasMessageContaining("pgvector_config must be an object");
  }

  @Test
  void an_unknown_key_is_a_warning_with_its_path() throws InvalidSpec {
    String json =
        """
        {"connection_string": "a", "pgvector_config": {"colour": 1,
          "tables": [{"table_name": "t", "embed_columns": ["a"], "Size": 2}],
          "embedding": {%s, "speed": 3}}}\
        """
            .formatted(EMBEDDING);

    assertThat(new SpecReader().read(json.getBytes(StandardCharsets.UTF_8)).warnings())
        .satisfiesExactlyInAnyOrder(
            warning -> assertThat(warning).contains("pgvector_config.colour"),
            warning -> assertThat(warning).contains("pgvector_config.tables[0].Size"),
            warning -> assertThat(warning).contains("pgvector_config.embedding.speed"));
  }

  private static EmbeddingSpec config(String tables, String embedding) throws InvalidSpec {
    return read(
        "{\"connection_string\": \"a\", \"pgvector_config\": {\"tables\": [%s], \"embedding\": {%s}}}"
            .formatted(tables, embedding));
  }

  private static EmbeddingSpec read(String json) throws InvalidSpec {
    return new SpecReader()
        .read(json.getBytes(StandardCharsets.UTF_8))
        .spec()
        .embedding()
        .orElseThrow();
  }
}
