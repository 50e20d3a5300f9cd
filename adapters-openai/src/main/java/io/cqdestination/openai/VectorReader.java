package io.cqdestination.openai;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads one vector: a list of numbers, or little-endian floats in base64. */
final class VectorReader {
  private static final int JSON_NUMBER_BYTES = 16;

  /** Some servers leave the padding out. */
  private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

  private VectorReader() {}

  /** Returns about how many bytes of an answer a vector takes. */
  static long answerBytes(int dimensions, boolean base64) {
    return (long) dimensions * (base64 ? Float.BYTES * 4 / 3 : JSON_NUMBER_BYTES);
  }

  /**
   * Returns the vector that begins at the parser's token, of whatever length it has.
   *
   * @param expected the length that is likely
   */
  static float[] read(JsonParser json, int expected) throws IOException {
    float[] vector =
        switch (json.currentToken()) {
          case START_ARRAY -> readNumbers(json, expected);
          case VALUE_STRING -> readBase64(json);
          default -> throw AnswerException.mishap("a vector that is no list of numbers");
        };
    for (float number : vector) {
      if (!Float.isFinite(number)) {
        throw AnswerException.mishap("a vector with a number that is not finite");
      }
    }
    return vector;
  }

  private static float[] readNumbers(JsonParser json, int expected) throws IOException {
    float[] numbers = new float[expected];
    int count = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == null || !token.isNumeric()) {
        throw AnswerException.mishap("a vector that is no list of numbers");
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count] = json.getFloatValue();
      count++;
    }
    return count == numbers.length ? numbers : Arrays.copyOf(numbers, count);
  }

  private static float[] readBase64(JsonParser json) throws IOException {
    // The parser needs no text in between: of 8 KB for each vector, there would be thousands.
    byte[] bytes = json.getBinaryValue(BASE64);
    if (bytes.length % Float.BYTES != 0) {
      throw AnswerException.mishap("a vector that is cut in a number");
    }
    float[] numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }
}
