package io.cqdestination.runtime.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON text as a tree. Thread-safe. */
final class SpecJson {
  private static final ObjectReader READER =
      new ObjectMapper()
          .reader()
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private SpecJson() {}

  /**
   * The object that a text holds.
   *
   * @param json UTF-8
   * @throws InvalidSpec when it is not JSON, nested too deeply, not an object, or more follows it;
   *     without a word of the text, which may hold a password
   */
  static ObjectNode read(byte[] json) throws InvalidSpec {
    try {
      JsonNode node = READER.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw InvalidSpec.unreadable("it is not a JSON object", Optional.empty());
    } catch (JsonProcessingException malformed) {
      throw InvalidSpec.unreadable(
          "it is not JSON" + place(malformed.getLocation()), JsonSyntax.fault(json));
    } catch (NumberFormatException tooLarge) {
      throw InvalidSpec.unreadable("it has a number that is too large", Optional.empty());
    } catch (IOException unreadable) {
      throw InvalidSpec.unreadable("it is not JSON", Optional.empty());
    }
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ", or nested too deeply"
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
