package io.cqdestination.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * An embedding API over HTTP. It answers each text with a vector that depends on the text only, in
 * the reverse order of the texts, unless a test gives it other answers first.
 */
final class EmbeddingServer implements AutoCloseable {
  static final int DIMENSIONS = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request as it arrived. */
  record Received(RecordedRequest http, JsonNode json, List<String> texts) {}

  private final MockWebServer server = new MockWebServer();
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final Queue<MockResponse> nextAnswers = new ConcurrentLinkedQueue<>();
  private volatile Function<Received, MockResponse> otherwise = EmbeddingServer::answer;

  EmbeddingServer() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return dispatchParsed(parse(request));
          }
        });
    server.start();
  }

  /** Gives this answer to the next request that has none yet. */
  EmbeddingServer next(MockResponse answer) {
    nextAnswers.add(answer);
    return this;
  }

  /** Answers like this whenever no other answer was given first. */
  EmbeddingServer otherwise(Function<Received, MockResponse> answer) {
    otherwise = answer;
    return this;
  }

  String baseUrl() {
    return server.url("/v1").toString();
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  static MockResponse answer(Received request) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode data = root.putArray("data");
    for (int index = request.texts().size() - 1; index >= 0; index--) {
      ArrayNode vector = data.addObject().put("object", "embedding").putArray("embedding");
      for (float number : vectorOf(request.texts().get(index))) {
        vector.add(number);
      }
      ((ObjectNode) data.get(data.size() - 1)).put("index", index);
    }
    root.putObject("usage")
        .put("prompt_tokens", request.texts().size())
        .put("total_tokens", request.texts().size());
    return json(200, root.toString());
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  static MockResponse error(int status, String message) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("error").put("message", message).put("code", "some_code");
    return json(status, root.toString());
  }

  static float[] vectorOf(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[DIMENSIONS];
    for (int index = 0; index < DIMENSIONS; index++) {
      vector[index] = random.nextFloat() - 0.5f;
    }
    return vector;
  }

  @Override
  public void close() {
    server.close();
  }

  private MockResponse dispatchParsed(Received request) {
    received.add(request);
    MockResponse next = nextAnswers.poll();
    return next == null ? otherwise.apply(request) : next;
  }

  private static Received parse(RecordedRequest request) {
    try {
      JsonNode json = JSON.readTree(request.getBody().toByteArray());
      List<String> texts =
          StreamSupport.stream(json.get("input").spliterator(), false)
              .map(JsonNode::textValue)
              .toList();
      return new Received(request, json, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
