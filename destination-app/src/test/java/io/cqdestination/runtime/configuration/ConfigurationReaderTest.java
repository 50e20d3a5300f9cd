package io.cqdestination.runtime.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same file means the same as to the CLI. */
class ConfigurationReaderTest {
  private final Map<String, String> environment = new HashMap<>();
  private final ConfigurationReader reader = new ConfigurationReader(environment::get);

  @TempDir private Path folder;

  @Test
  void finds_the_destination_among_other_documents_and_leaves_their_variables_alone()
      throws Exception {
    environment.put("PASSWORD", "a b");
    Path file =
        written(
            """
            # ${NOT_SET} in a comment
            kind: source
            spec:
              name: aws
              path: ${NOT_SET_EITHER}
            ---
            kind: destination
            spec:
              name: postgresql
              write_mode: append # ${NOR_THIS}
              migrate_mode: forced
              spec:
                connection_string: host=h password='${PASSWORD}'
                batch_size: 10
            """);

    DestinationConfiguration destination = reader.read(file, null);

    assertThat(destination.name()).isEqualTo("postgresql");
    assertThat(destination.writeMode()).isEqualTo(WriteMode.APPEND);
    assertThat(destination.migrationMode()).isEqualTo(MigrationMode.FORCED);
    assertThat(spec(destination).get("connection_string").textValue())
        .isEqualTo("host=h password='a b'");
    assertThat(spec(destination).get("batch_size").intValue()).isEqualTo(10);
    assertThat(destination.toString()).doesNotContain("a b");
  }

  @Test
  void a_document_within_itself_is_refused() throws Exception {
    Path file = written("kind: destination\nspec: {name: a, spec: &a {b: *a}}\n");

    assertThatThrownBy(() -> reader.read(file, null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("it is nested too deeply, or within itself");
  }

  @Test
  void aliases_that_multiply_are_refused() throws Exception {
    StringBuilder text = new StringBuilder("kind: destination\nspec:\n  spec:\n    a0: &a0 [x]\n");
    for (int level = 1; level <= 24; level++) {
      text.append("    a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(level, level - 1));
    }
    Path file = written(text.toString());

    assertThatThrownBy(() -> reader.read(file, null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("too long once its aliases are resolved");
  }

  @Test
  void a_variable_without_quotation_marks_gets_the_type_of_its_value() throws Exception {
    environment.putAll(
        Map.of("SIZE", "10", "FLAG", "true", "URL", "postgres://h/d?a=b", "DAY", "2024-01-01"));

    JsonNode spec =
        spec(
            """
                size: ${SIZE}
                text: "${SIZE}"
                single: '${SIZE}'
                inside: v${SIZE}
                flag: ${FLAG}
                url: ${URL}
                day: ${DAY}
                list: ["${SIZE}", x]
            """);

    assertThat(spec.get("size").isInt()).isTrue();
    assertThat(spec.get("text").textValue()).isEqualTo("10");
    assertThat(spec.get("single").textValue()).isEqualTo("10");
    assertThat(spec.get("inside").textValue()).isEqualTo("v10");
    assertThat(spec.get("flag").booleanValue()).isTrue();
    assertThat(spec.get("url").textValue()).isEqualTo("postgres://h/d?a=b");
    assertThat(spec.get("day").textValue()).isEqualTo("2024-01-01");
    assertThat(spec.get("list").get(0).textValue()).isEqualTo("10");
  }

  @Test
  void files_are_put_in_and_json_of_several_lines_stays_one_text() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "s3cret");
    String key = "{\n  \"k\": \"line\\nbreak\"\n}\n";
    Path json = Files.writeString(folder.resolve("key.json"), key);

    JsonNode spec =
        spec(
            """
                connection_string: password=${file:%s} host=h
                key: "${file:%s}"
            """
                .formatted(password, json));

    assertThat(spec.get("connection_string").textValue()).isEqualTo("password=s3cret host=h");
    assertThat(spec.get("key").textValue()).isEqualTo(key);
  }

  @Test
  void a_file_may_name_variables() throws Exception {
    environment.put("USER_NAME", "me");
    Path file = Files.writeString(folder.resolve("string"), "user=${USER_NAME}");

    assertThat(spec("    connection_string: ${file:%s}".formatted(file)).toString())
        .isEqualTo("{\"connection_string\":\"user=me\"}");
  }

  @Test
  void json_is_read_like_yaml() throws Exception {
    environment.put("STRING", "dbname=d");
    Path file =
        written(
            """
            {"kind": "destination",
             "spec": {"name": "p", "pk_mode": "cq-id-only", "spec": {"connection_string": "${STRING}"}}}
            """);

    DestinationConfiguration destination = reader.read(file, null);

    assertThat(destination.keyMode()).isEqualTo(KeyMode.CQ_ID_ONLY);
    assertThat(destination.specJson()).isEqualTo("{\"connection_string\":\"dbname=d\"}");
  }

  @Test
  void one_of_several_destinations_has_to_be_named() throws Exception {
    String two =
        """
        kind: destination
        spec: {name: a, spec: {x: 1}}
        ---
        kind: destination
        spec: {name: b, spec: {x: 2}}
        """;
    Path file = written(two);

    assertThat(reader.read(file, "b").specJson()).isEqualTo("{\"x\":2}");
    assertThatThrownBy(() -> reader.read(file, null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("--destination", "a, b");
    assertThatThrownBy(() -> reader.read(file, "c")).hasMessageContaining("named c");
    Files.writeString(folder.resolve("more.yaml"), two);
    assertThatThrownBy(() -> reader.read(folder, "a")).hasMessageContaining("two destinations a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: destination",
        "kind: source\nspec: {}",
        "just a text",
        "",
        "kind: destination\nspec:\n  name: 'p\n  secret: [s3cret",
        "kind: destination\nspec: {name: p, spec: {a: ${s3cret_NAME}}}",
        "kind: destination\nspec: {name: p, write_mode: s3cret}",
        "kind: destination\nspec: {name: p, spec: {a: '${file:/no/such/file}'}}"
      })
  void what_cannot_be_understood_is_said_without_its_text(String text) throws Exception {
    Path file = written(text);

    assertThatThrownBy(() -> reader.read(file, null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("s3cret\"");
  }

  @ParameterizedTest
  @CsvSource({
    "overwrite, default, id, true",
    "overwrite-delete-stale, cq-id-only, _cq_id, true",
    "append, default, '', false"
  })
  void keys_follow_the_modes_as_the_cli_sends_them(
      String writeMode, String keyMode, String key, boolean unique) throws Exception {
    Path file =
        written(
            """
            kind: destination
            spec: {name: p, write_mode: %s, pk_mode: %s, spec: {}}
            """
                .formatted(writeMode, keyMode));
    ColumnType type = new ColumnType.UuidType();
    Table table =
        Table.of(
            "t",
            new Column("_cq_id", type, false, false, true),
            new Column("id", type, false, true, false));

    Table sent = reader.read(file, null).sent(table);

    assertThat(String.join(",", sent.primaryKey().stream().map(Column::name).toList()))
        .isEqualTo(key);
    assertThat(sent.column("_cq_id").orElseThrow().unique()).isEqualTo(unique);
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("config.yml"), text);
  }

  private JsonNode spec(String lines) throws IOException {
    Path file = written("kind: destination\nspec:\n  name: p\n  spec:\n" + lines.indent(0));
    return spec(reader.read(file, null));
  }

  private static JsonNode spec(DestinationConfiguration destination) throws IOException {
    return new ObjectMapper().readTree(destination.specJson());
  }
}
