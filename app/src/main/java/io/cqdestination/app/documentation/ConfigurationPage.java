package io.cqdestination.app.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The page about the configuration, made from the JSON schema of the spec. */
final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      <!-- Made from the schema of the spec: change that, and run the command doc (CONTRIBUTING says how). -->

      What stands in the destination's inner `spec`. The outer one, with `write_mode`, `migrate_mode` and the rest, \
      is the CLI's. Keys may be written in any letter case; null means the default, and so do a limit of zero \
      or less and an empty `pgx_log_level`. An unknown key is a warning of the plugin, but `cloudquery validate-config` refuses it. Wrong types and \
      impossible values are refused, all at once, each by its key.

      ```yaml
      kind: destination
      spec:
        name: postgresql
        registry: local
        path: /path/to/cloudquery-destination-postgresql
        version: v0.1.0
        write_mode: overwrite-delete-stale
        spec:
          connection_string: ${PG_CONNECTION_STRING}
          batch_size: 10000
          retry_timeout: 2m
      ```

      `connection_string` takes what libpq and pgx take: a URI (`postgres://user:pass@host:5432/db?sslmode=verify-full`) \
      or keywords with values (`host=localhost dbname=mydb`), several hosts, unix sockets, the `PG…` environment \
      variables, password and service files. `search_path` in it says into which schema the tables go, and \
      `pool_max_conns` (default 10) limits the connections: a stream opens two, and more where a long line is what \
      it waits for. Durations are written as in `1m30s` or `500ms`.

      The password need not stand in it: [logging in](logging-in.md) shows commands, clouds, and what else of libpq's \
      parameters has a say.
      """;

  private final JsonNode schema;
  private final StringBuilder page = new StringBuilder(HEAD);
  private final Set<String> written = new HashSet<>();

  private ConfigurationPage(JsonNode schema) {
    this.schema = schema;
  }

  /** The Markdown text for a schema that uses {@code $ref}, {@code oneOf} null and plain types. */
  static String of(JsonNode schema) {
    ConfigurationPage page = new ConfigurationPage(schema);
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
