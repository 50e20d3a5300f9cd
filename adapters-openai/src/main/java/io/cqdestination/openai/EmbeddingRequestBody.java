package io.cqdestination.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the JSON of requests. Thread-safe. */
final class EmbeddingRequestBody {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private static final int OTHER_BYTES = 200;

  private final String model;
  private final int dimensions;
  private final boolean base64;

  EmbeddingRequestBody(String model, int dimensions, boolean base64) {
    this.model = model;
    this.dimensions = dimensions;
    this.base64 = base64;
  }

  byte[] of(List<String> texts) {
    int likely = OTHER_BYTES + texts.stream().mapToInt(text -> text.length() + 4).sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(likely);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("model", model);
      json.writeNumberField("dimensions", dimensions);
      if (base64) {
        json.writeStringField("encoding_format", "base64");
      }
      json.writeArrayFieldStart("input");
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("JSON cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }
}
