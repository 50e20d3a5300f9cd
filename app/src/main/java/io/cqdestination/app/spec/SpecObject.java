package io.cqdestination.app.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.cqdestination.postgres.connection.parsing.GoDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object of a spec, read key by key: keys in any letter case, null as if absent, problems
 * collected instead of thrown. Used by one thread.
 */
final class SpecObject {
  private final String path;
  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Set<String> unread = new TreeSet<>();
  private final List<String> problems;

  SpecObject(String path, JsonNode object, List<String> problems) {
    this.path = path;
    this.problems = problems;
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      unread.add(entry.getKey());
      if (!entry.getValue().isNull()) {
        values.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue());
      }
    }
  }

  /** Keys that nothing has asked for, as they were written. */
  Set<String> unreadKeys() {
    return unread;
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  Optional<String> text(String key) {
    return value(key)
        .flatMap(value ->
            value.isTextual() ? Optional.of(value.textValue()) : wrong(key, "must be a string"));
  }

  String requiredText(String key) {
    if (!has(key)) {
      problem(key, "is required");
      return "";
    }
    String text = text(key).orElse("");
    if (text.isEmpty() && value(key).filter(JsonNode::isTextual).isPresent()) {
      problem(key, "must not be empty");
    }
    return text;
  }

  boolean flag(String key) {
    return value(key)
        .flatMap(value ->
            value.isBoolean()
                ? Optional.of(value.booleanValue())
                : wrong(key, "must be true or false"))
        .orElse(false);
  }

  /** A whole number; one below 1 means the default. */
  long limit(String key, long fallback, long most) {
    return value(key)
        .flatMap(value ->
            value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()
                ? Optional.of(value.longValue())
                : wrong(key, "must be a whole number"))
        .map(number -> number < 1 ? fallback : Math.min(number, most))
        .orElse(fallback);
  }

  /** A duration as Go writes it, such as {@code 1m30s}; one of zero or less means the default. */
  Duration duration(String key, Duration fallback) {
    return text(key)
        .flatMap(text ->
            GoDuration.parse(text)
                .or(() -> wrong(key, "must be a duration such as 60s, 1m30s or 500ms")))
        .filter(duration -> duration.isPositive())
        .orElse(fallback);
  }

  void problem(String key, String words) {
    problems.add((path.isEmpty() ? key : path + "." + key) + " " + words);
  }

  private Optional<JsonNode> value(String key) {
    unread.removeIf(written -> written.equalsIgnoreCase(key));
    return Optional.ofNullable(values.get(key));
  }

  private <T> Optional<T> wrong(String key, String words) {
    problem(key, words);
    return Optional.empty();
  }
}
