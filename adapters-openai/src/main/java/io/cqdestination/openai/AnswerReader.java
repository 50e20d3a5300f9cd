package io.cqdestination.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.UnaryOperator;
import okio.Buffer;

/** Reads one answer, {@code {"data": [{"index", "embedding"}, …], "usage"}}, without a tree. */
final class AnswerReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private final JsonParser json;
  private final int dimensions;
  private final float[][] vectors;
  private final BitSet seen = new BitSet();
  private long tokens;

  private AnswerReader(JsonParser json, int inputs, int dimensions) {
    this.json = json;
    this.dimensions = dimensions;
    this.vectors = new float[inputs][];
  }

  /**
   * Returns the vectors by their index. Vectors of other dimensions than asked are refused;
   * everything else that is not as it should be counts as a mishap on the way.
   *
   * @param inputs texts that were sent
   * @param dimensions numbers a vector that were asked for
   * @param clean takes secrets out of words of the answer
   */
  static Outcome read(Buffer answer, int inputs, int dimensions, UnaryOperator<String> clean) {
    try (JsonParser json = JSON.createParser(answer.inputStream())) {
      return new AnswerReader(json, inputs, dimensions).read();
    } catch (AnswerException e) {
      String reason = "unexpected answer: " + e.getMessage();
      return e.mayPass() ? new Outcome.Failed(reason, null) : new Outcome.Refused(reason);
    } catch (JsonProcessingException e) {
      String reason = "unexpected answer: " + clean.apply(e.getOriginalMessage());
      return new Outcome.Failed(reason, null);
    } catch (IOException e) {
      return new Outcome.Failed("unexpected answer", null);
    }
  }

  private Outcome read() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw AnswerException.mishap("not a JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("data") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          readVector();
        }
      } else if (name.equals("usage") && value == JsonToken.START_OBJECT) {
        readUsage();
      } else {
        json.skipChildren();
      }
    }
    if (seen.cardinality() != vectors.length) {
      throw AnswerException.mishap(
          seen.cardinality() + " vectors for " + vectors.length + " texts");
    }
    return new Outcome.Answered(vectors, tokens);
  }

  private void readVector() throws IOException {
    int index = -1;
    float[] vector = new float[0];
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
        index = json.getIntValue();
      } else if (name.equals("embedding")) {
        vector = VectorReader.read(json, dimensions);
      } else {
        json.skipChildren();
      }
    }
    if (index < 0 || index >= vectors.length || seen.get(index)) {
      throw AnswerException.mishap("a vector without an index of its own");
    }
    if (vector.length != dimensions) {
      throw AnswerException.lasting(
          "vectors of %d dimensions where %d were asked for".formatted(vector.length, dimensions));
    }
    vectors[index] = vector;
    seen.set(index);
  }

  private void readUsage() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("total_tokens") && value == JsonToken.VALUE_NUMBER_INT) {
        tokens = json.getLongValue();
      } else {
        json.skipChildren();
      }
    }
  }
}
