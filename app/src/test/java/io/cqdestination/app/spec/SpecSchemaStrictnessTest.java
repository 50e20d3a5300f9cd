package io.cqdestination.app.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cqdestination.runtime.spec.InvalidSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schema is the strict word: what it accepts is read without a warning, and what is refused or
 * ignored is refused by it, as are limits that merely mean the default.
 */
class SpecSchemaStrictnessTest {
  private static final int ROUNDS = 2_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> NO_TEXTS = List.of("1", "true", "[]", "{}");
  private static final List<String> NO_NUMBERS =
      List.of("1.5", "\"1\"", "true", "[]", "{}", "9223372036854775808", "\"\"");
  private static final List<String> NO_DURATIONS =
      List.of("60", "\"soon!\"", "\"\"", "\"1\"", "\"1 s\"", "\"1d\"", "true", "{}", "[]");
  private static final List<String> DURATIONS =
      List.of("null", "\"60s\"", "\"1m30s\"", "\"500ms\"", "\"1.5h\"", "\".5s\"", "\"2µs\"");

  /**
   * The values of a key.
   *
   * @param good those that mean something
   * @param lenient those that mean the default, which only the reader accepts
   */
  private record Values(List<String> good, List<String> lenient, List<String> bad) {}

  private static final Values SWITCH =
      new Values(List.of("null", "true", "false"), List.of(), List.of("0", "\"true\"", "[]", "{}"));

  private static final Values LIMIT =
      new Values(List.of("null", "1", "2.0", "10000"), List.of("0", "-1"), NO_NUMBERS);
  private static final Values DURATION =
      new Values(DURATIONS, List.of("\"0s\"", "\"-1s\"", "\"0\"", "\"0.0h\""), NO_DURATIONS);
  private static final Map<String, Values> KEYS =
      Map.ofEntries(
          Map.entry(
              "connection_string",
              new Values(
                  List.of("\"dbname=a\"", "\"postgres://h/d\""), List.of(), with("null", "\"\""))),
          Map.entry(
              "schema",
              new Values(
                  List.of("null", "\"\"", "\"aws\"", "\"My \\\"own\\\"\"", "\"pg\""),
                  List.of(),
                  with(
                      "\"{source}\"",
                      "\"a}\"",
                      "\"pg_x\"",
                      "\"information_schema\"",
                      "\"crdb_internal\"",
                      "\"a\\u0000b\"",
                      "\"" + "n".repeat(64) + "\""))),
          Map.entry("create_schema", SWITCH),
          Map.entry("write_history", SWITCH),
          Map.entry(
              "pgx_log_level",
              new Values(
                  List.of(
                      "null",
                      "\"\"",
                      "\"error\"",
                      "\"warn\"",
                      "\"info\"",
                      "\"debug\"",
                      "\"trace\"",
                      "\"none\""),
                  List.of("\"INFO\""),
                  with("\"loud\"", "\" \""))),
          Map.entry("batch_size", LIMIT),
          Map.entry("batch_size_bytes", LIMIT),
          Map.entry("batch_timeout", DURATION),
          Map.entry("retry_timeout", DURATION),
          Map.entry("create_performance_indexes", SWITCH),
          Map.entry(
              "retry_on_deadlock",
              new Values(List.of("null", "0", "5"), List.of("-1"), NO_NUMBERS)),
          Map.entry(
              "delete_stale",
              new Values(
                  List.of("null", "\"\"", "\"always\"", "\"guarded\""),
                  List.of(),
                  List.of("\"never\"", "true", "1", "[]"))),
          Map.entry(
              "delete_stale_max_percent",
              new Values(List.of("null", "1", "50", "100"), List.of("0", "-1", "101"), NO_NUMBERS)),
          Map.entry(
              "analyze_changed_percent",
              new Values(List.of("null", "1", "20", "100"), List.of("0", "-1", "101"), NO_NUMBERS)),
          Map.entry("analyze_max_bytes", LIMIT),
          Map.entry(
              "migrations",
              new Values(
                  List.of("null", "\"\"", "\"plain\"", "\"keep_rows\""),
                  List.of(),
                  List.of("\"rows\"", "true", "1", "[]"))),
          Map.entry(
              "publish",
              new Values(
                  List.of("null", "\"\"", "\"per_batch\"", "\"at_end\""),
                  List.of(),
                  List.of("\"never\"", "true", "1", "[]"))),
          Map.entry(
              "refused_rows",
              new Values(
                  List.of("null", "\"\"", "\"fail\"", "\"set_aside\""),
                  List.of(),
                  List.of("\"skip\"", "true", "1", "[]"))),
          Map.entry(
              "refused_rows_max",
              new Values(
                  List.of("null", "1", "1000000"), List.of("0", "-1", "1000001"), NO_NUMBERS)),
          Map.entry(
              "grant_select_to",
              new Values(
                  List.of("null", "[]", "[\"reader\"]", "[\"a\", \"public\"]"),
                  List.of(),
                  List.of("\"reader\"", "[\"\"]", "[1]", "{}", "[null]"))));

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SpecReader.schema());

  static List<String> keys() {
    return List.copyOf(KEYS.keySet());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void what_the_schema_says_of_a_value_is_what_the_reader_makes_of_it(String key)
      throws IOException {
    Values values = Objects.requireNonNull(KEYS.get(key));
    for (String value : values.good()) {
      assertThat(accepts(spec(key, value))).as("schema: %s: %s", key, value).isTrue();
      assertThat(isReadSilently(spec(key, value))).as("reader: %s: %s", key, value).isTrue();
    }
    for (String value : values.lenient()) {
      assertThat(accepts(spec(key, value))).as("schema: %s: %s", key, value).isFalse();
      assertThat(isReadSilently(spec(key, value))).as("reader: %s: %s", key, value).isTrue();
    }
    for (String value : values.bad()) {
      assertThat(accepts(spec(key, value))).as("schema: %s: %s", key, value).isFalse();
      assertThat(isReadSilently(spec(key, value))).as("reader: %s: %s", key, value).isFalse();
    }
  }

  @Test
  void every_key_of_the_schema_is_checked_here_but_those_of_objects() throws IOException {
    List<String> keys = new ArrayList<>();
    MAPPER.readTree(SpecReader.schema()).get("properties").fieldNames().forEachRemaining(keys::add);
    keys.removeAll(LoginSpecTest.KEYS);
    keys.remove("pgvector_config");

    assertThat(keys).containsExactlyInAnyOrderElementsOf(KEYS.keySet());
  }

  @Test
  void an_unknown_key_is_refused_by_the_schema_and_a_warning_of_the_reader() throws IOException {
    ObjectNode spec = spec("batch_sise", "1");

    assertThat(accepts(spec)).isFalse();
    assertThat(isReadSilently(spec)).isFalse();
  }

  @Test
  void a_missing_connection_string_is_refused_by_both() throws IOException {
    ObjectNode spec = spec("batch_size", "1");
    spec.remove("connection_string");

    assertThat(accepts(spec)).isFalse();
    assertThat(isReadSilently(spec)).isFalse();
  }

  /** Any mixture of values: a good one alone, of what fits together, is accepted by both. */
  @Test
  void mixtures_are_judged_alike() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode spec = MAPPER.createObjectNode();
      boolean good = true;
      boolean readable = true;
      for (Map.Entry<String, Values> key : KEYS.entrySet()) {
        Values values = key.getValue();
        int kind = random.nextInt(30);
        List<String> choice =
            kind == 0
                ? values.bad()
                : kind == 1 && !values.lenient().isEmpty() ? values.lenient() : values.good();
        good &= choice == values.good();
        readable &= choice != values.bad();
        spec.set(key.getKey(), MAPPER.readTree(choice.get(random.nextInt(choice.size()))));
      }
      boolean fits =
          !spec.get("publish").asText().equals("at_end")
              || !spec.get("refused_rows").asText().equals("set_aside");
      assertThat(accepts(spec)).as("schema: %s", spec).isEqualTo(good && fits);
      assertThat(isReadSilently(spec)).as("reader: %s", spec).isEqualTo(readable && fits);
    }
  }

  private boolean accepts(ObjectNode spec) {
    return schema.validate(spec.toString(), InputFormat.JSON).isEmpty();
  }

  private static boolean isReadSilently(ObjectNode spec) throws IOException {
    try {
      return new SpecReader().read(MAPPER.writeValueAsBytes(spec)).warnings().isEmpty();
    } catch (InvalidSpec refused) {
      return false;
    }
  }

  private static ObjectNode spec(String key, String value) throws IOException {
    ObjectNode spec = MAPPER.createObjectNode().put("connection_string", "dbname=a");
    spec.set(key, MAPPER.readTree(value));
    return spec;
  }

  private static List<String> with(String... more) {
    List<String> values = new ArrayList<>(NO_TEXTS);
    values.addAll(List.of(more));
    return values;
  }
}
