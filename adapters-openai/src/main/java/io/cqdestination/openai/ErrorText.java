package io.cqdestination.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What an API says in the body of an error, in the forms that OpenAI and other servers use. */
final class ErrorText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorText() {}

  /** Returns the server's words, which may hold secrets, or an empty text for none. */
  static String of(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode error = root.has("error") ? root.get("error") : root;
      JsonNode message = error.isObject() ? error.path("message") : error;
      if (!message.isTextual()) {
        return body;
      }
      JsonNode code = error.path("code");
      return code.isTextual()
          ? message.textValue() + " (" + code.textValue() + ")"
          : message.textValue();
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
