package io.cqdestination.runtime.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The page about the configuration, whose tables are made from the JSON schema of the spec. */
final class ConfigurationPage {
  /** What the first of them begins with. */
  private static final String TABLES = "\n## Keys\n";

  private final JsonNode schema;
  private final StringBuilder page = new StringBuilder();
  private final Set<String> written = new HashSet<>();

  private ConfigurationPage(JsonNode schema) {
    this.schema = schema;
  }

  /**
   * The Markdown text.
   *
   * @param written the page as it was, of which all before the tables stays
   * @param schema uses {@code $ref}, {@code oneOf} null and plain types
   */
  static String of(String written, JsonNode schema) {
    ConfigurationPage page = new ConfigurationPage(schema);
    int tables = written.indexOf(TABLES);
    page.page.append(tables < 0 ? written : written.substring(0, tables));
    page.section("Keys", "", schema);
    return page.page.toString();
  }

  private void section(String title, String prefix, JsonNode object) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| key | type | default | meaning |\n|---|---|---|---|\n");
    for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
      row(property.getKey(), property.getValue(), isRequired(object, property.getKey()));
    }
    for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
      JsonNode resolved = resolve(property.getValue());
      boolean list = resolved.path("items").isObject();
      JsonNode nested = list ? resolve(resolved.path("items")) : resolved;
      if (nested.has("properties") && written.add(nested.toString())) {
        String path = prefix + property.getKey() + (list ? "[]" : "");
        section("`" + path + "`", path + ".", nested);
      }
    }
  }

  private void row(String key, JsonNode property, boolean required) {
    JsonNode resolved = resolve(property);
    JsonNode preset = first("default", property, resolved);
    page.append("| `").append(key).append("` | ");
    page.append(type(property, resolved)).append(" | ");
    page.append(required ? "required" : preset.isMissingNode() ? "–" : "`" + preset.asText() + "`");
    page.append(" | ").append(first("description", property, resolved).asText("")).append(" |\n");
  }

  private static boolean isRequired(JsonNode object, String key) {
    for (JsonNode name : object.path("required")) {
      if (name.asText().equals(key)) {
        return true;
      }
    }
    return false;
  }

  private String type(JsonNode property, JsonNode resolved) {
    if (property.path("$ref").asText().endsWith("/duration")) {
      return "duration";
    }
    if (resolved.has("enum")) {
      StringBuilder words = new StringBuilder();
      for (JsonNode word : resolved.path("enum")) {
        if (!word.asText("").isEmpty()) {
          words.append(words.isEmpty() ? "`" : ", `").append(word.asText()).append('`');
        }
      }
      return words.toString();
    }
    if (resolved.path("items").isObject()) {
      return "list of " + plural(type(resolved.path("items"), resolve(resolved.path("items"))));
    }
    return typeName(resolved);
  }

  private static String plural(String type) {
    return type.isEmpty() || type.endsWith("s") ? type : type + "s";
  }

  private static String typeName(JsonNode resolved) {
    JsonNode type = resolved.path("type");
    return type.isArray() ? type.path(0).asText() : type.asText();
  }

  private static JsonNode first(String name, JsonNode property, JsonNode resolved) {
    return property.has(name) ? property.path(name) : resolved.path(name);
  }

  /** Follows a reference, and a choice between null and something. */
  private JsonNode resolve(JsonNode node) {
    if (node.has("$ref")) {
      return resolve(schema.at(node.path("$ref").asText().substring(1)));
    }
    for (JsonNode choice : node.path("oneOf")) {
      if (!choice.path("type").asText().equals("null")) {
        return resolve(choice);
      }
    }
    return node;
  }
}
