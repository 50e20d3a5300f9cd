package io.cqdestination.app.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as a tree. Built from the parser's tokens: an {@code ObjectMapper} would load hundreds
 * of classes at every start of the plugin for one small object. Thread-safe.
 */
final class SpecJson {
  private static final JsonFactory PARSERS = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SpecJson() {}

  /**
   * The object that a text holds.
   *
   * @param json UTF-8
   * @throws InvalidSpec when it is not JSON, nested too deeply, not an object, or more follows it;
   *     without a word of the text, which may hold a password
   */
  static ObjectNode read(byte[] json) throws InvalidSpec {
    try (JsonParser parser = PARSERS.createParser(json)) {
      JsonToken first = parser.nextToken();
      JsonNode node = first == null ? NODES.missingNode() : value(parser, first);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more follows");
      }
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw InvalidSpec.unreadable("it is not a JSON object", Optional.empty());
    } catch (JsonProcessingException malformed) {
      throw InvalidSpec.unreadable(
          "it is not JSON" + place(malformed.getLocation()), JsonSyntax.fault(json));
    } catch (IOException unreadable) {
      throw InvalidSpec.unreadable("it is not JSON", Optional.empty());
    }
  }

  /** The parser limits how deep values may be nested. */
  private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new JsonParseException(parser, "no value");
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      object.set(key, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token));
    }
    return array;
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ", or nested too deeply"
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
