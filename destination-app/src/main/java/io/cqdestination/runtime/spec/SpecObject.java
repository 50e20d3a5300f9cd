package io.cqdestination.runtime.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object of a spec, read key by key: keys in any letter case, null as if absent, problems
 * collected instead of thrown. What is asked for of a key with a problem is as if it were absent.
 * Used by one thread.
 */
public final class SpecObject {
  private final String path;
  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Set<String> unread = new TreeSet<>();
  private final List<String> problems;
  private final List<SpecObject> children = new ArrayList<>();

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

  /** Keys that nothing has asked for, as they were written, with their paths. */
  Set<String> unreadKeys() {
    Set<String> keys = new TreeSet<>();
    unread.forEach(key -> keys.add(pathOf(key)));
    children.forEach(child -> keys.addAll(child.unreadKeys()));
    return keys;
  }

  /** How many problems the whole spec has so far. */
  public int problemCount() {
    return problems.size();
  }

  /** The object of a key, which may have another name too. */
  public Optional<SpecObject> object(String key, String... otherNames) {
    return found(key, otherNames)
        .flatMap(given ->
            given.value().isObject()
                ? Optional.of(child(pathOf(given.key()), given.value()))
                : wrong(given.key(), "must be an object"));
  }

  /** The objects of a list that must have one at least. */
  public List<SpecObject> objects(String key) {
    JsonNode list = value(key).orElse(null);
    if (list == null || !list.isArray() || list.isEmpty()) {
      problem(key, list == null ? "is required" : "must be a list with one object at least");
      return List.of();
    }
    List<SpecObject> objects = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String element = key + "[" + i + "]";
      if (list.get(i).isObject()) {
        objects.add(child(pathOf(element), list.get(i)));
      } else {
        problem(element, "must be an object");
      }
    }
    return objects;
  }

  /** A list of texts, none empty; an empty list where there is none. */
  public List<String> texts(String key) {
    JsonNode list = value(key).orElse(null);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      problem(key, "must be a list of strings");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isTextual() && !list.get(i).textValue().isEmpty()) {
        texts.add(list.get(i).textValue());
      } else {
        problem(key + "[" + i + "]", "must be a string that is not empty");
      }
    }
    return texts;
  }

  /** A whole number of any size that an int has. */
  public int number(String key, int fallback) {
    return value(key)
        .flatMap(value ->
            value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()
                ? Optional.of(value.intValue())
                : wrong(key, "must be a whole number"))
        .orElse(fallback);
  }

  /** A text of a key that has another name too. */
  public Optional<String> text(String key, String otherName) {
    return found(key, otherName)
        .flatMap(given ->
            given.value().isTextual()
                ? Optional.of(given.value().textValue())
                : wrong(given.key(), "must be a string"));
  }

  /** Says that a key is missing, unless a problem with it was said before. */
  public void require(String key, String... otherNames) {
    boolean given = has(key);
    for (String name : otherNames) {
      given |= has(name);
    }
    if (!given) {
      problem(key, "is required");
    } else if (text(key).filter(String::isEmpty).isPresent()) {
      problem(key, "must not be empty");
    }
  }

  /** Whether the key has a value that is not null. */
  public boolean has(String key) {
    return value(key).isPresent();
  }

  /** A text, which may be empty. */
  public Optional<String> text(String key) {
    return value(key)
        .flatMap(value ->
            value.isTextual() ? Optional.of(value.textValue()) : wrong(key, "must be a string"));
  }

  /** As {@link #text(String)}; an empty one is as if absent. */
  public Optional<String> filledText(String key) {
    return text(key).filter(text -> !text.isEmpty());
  }

  /** A text that has to be there and not be empty. */
  public String requiredText(String key) {
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

  /** Whether the key is true; false where there is none. */
  public boolean flag(String key) {
    return value(key)
        .flatMap(value ->
            value.isBoolean()
                ? Optional.of(value.booleanValue())
                : wrong(key, "must be true or false"))
        .orElse(false);
  }

  /** A whole number; one below 1 means the default, and one beyond the most means that. */
  public long limit(String key, long fallback, long most) {
    return value(key)
        .flatMap(value ->
            value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()
                ? Optional.of(value.longValue())
                : wrong(key, "must be a whole number"))
        .map(number -> number < 1 ? fallback : Math.min(number, most))
        .orElse(fallback);
  }

  /** A duration as Go writes it, such as {@code 1m30s}; one of zero or less means the default. */
  public Duration duration(String key, Duration fallback) {
    return text(key)
        .flatMap(text ->
            GoDuration.parse(text)
                .or(() -> wrong(key, "must be a duration such as 60s, 1m30s or 500ms")))
        .filter(duration -> duration.isPositive())
        .orElse(fallback);
  }

  /**
   * Says what is wrong with a key.
   *
   * @param words without the value, which may be a secret, such as {@code must be a URL}
   */
  public void problem(String key, String words) {
    problem(key + " " + words);
  }

  /**
   * Says what is wrong.
   *
   * @param words begin with the key
   */
  public void problem(String words) {
    problems.add(pathOf(words));
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private SpecObject child(String childPath, JsonNode object) {
    SpecObject child = new SpecObject(childPath, object, problems);
    children.add(child);
    return child;
  }

  private record Given(String key, JsonNode value) {}

  private Optional<Given> found(String key, String... otherNames) {
    Optional<Given> found = value(key).map(value -> new Given(key, value));
    for (String name : otherNames) {
      Optional<Given> other = value(name).map(value -> new Given(name, value));
      if (found.isPresent() && other.isPresent()) {
        problem(name, "is another name of %s: give one of them".formatted(key));
      }
      found = found.or(() -> other);
    }
    return found;
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
