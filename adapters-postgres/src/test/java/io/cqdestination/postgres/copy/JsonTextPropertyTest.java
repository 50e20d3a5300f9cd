package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.RandomTexts;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON means the same after a visit to the database, but for its NULs. */
@Tag("every-version")
class JsonTextPropertyTest {
  private static final int DOCUMENTS = 1_000;
  private static final Table TABLE =
      Table.of("documents", Column.of("number", Types.INT32), Column.of("json", Types.JSON));
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final TestDatabase database = TestDatabase.create();

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  @Test
  void nulsAreRemovedFromStringsAndKeys() {
    assertThat(
            stored(
                List.of(
                    "{\"a\\u0000b\": \"\\u0000\"}",
                    "\"\\\\u0000\"",
                    "\"\\\\\\u0000\"",
                    "\"\\u00001\"",
                    "\"raw\0nul\"",
                    "\"\\u000\\u00000\"".replace("\\u000\\", "\\u00e9\\"))))
        .containsExactly(
            "{\"ab\": \"\"}", "\"\\\\u0000\"", "\"\\\\\"", "\"1\"", "\"rawnul\"", "\"é0\"");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void documentsMeanTheSame(long seed) throws JsonProcessingException {
    RandomTexts texts = new RandomTexts(new Random(seed));
    List<String> sent = Stream.generate(() -> texts.json(4)).limit(DOCUMENTS).toList();

    List<@Nullable String> stored = stored(sent);

    for (int i = 0; i < DOCUMENTS; i++) {
      JsonNode expected = withoutNul(MAPPER.readTree(sent.get(i)));
      JsonNode found = MAPPER.readTree(Objects.requireNonNull(stored.get(i)));
      assertThat(found.equals(JsonTextPropertyTest::compare, expected))
          .as("seed %d: %s became %s", seed, sent.get(i), stored.get(i))
          .isTrue();
    }
  }

  private static List<@Nullable String> stored(List<String> documents) {
    database.sql().execute("DROP TABLE IF EXISTS documents");
    database.create(TABLE);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    documents.forEach(document -> rows.add(Records.row(rows.size(), document)));
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(Records.record(TABLE, rows));
    }
    return database.sql().rows("SELECT json FROM documents ORDER BY number").stream()
        .map(List::getFirst)
        .toList();
  }

  /** The server writes numbers in another form. */
  private static int compare(JsonNode one, JsonNode other) {
    boolean same =
        (one.isNumber() && other.isNumber())
            ? one.decimalValue().compareTo(other.decimalValue()) == 0
            : one.equals(other);
    return same ? 0 : 1;
  }

  private static JsonNode withoutNul(JsonNode node) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(node.textValue().replace("\0", ""));
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(withoutNul(element)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              field -> object.set(field.getKey().replace("\0", ""), withoutNul(field.getValue())));
      return object;
    }
    return node;
  }
}
