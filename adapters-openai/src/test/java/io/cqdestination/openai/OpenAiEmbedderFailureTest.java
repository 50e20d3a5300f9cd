package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.embedding.EmbeddingRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpenAiEmbedderFailureTest {
  private static final List<String> TEXTS = List.of("one", "two");

  private final RecordingClock clock = new RecordingClock();
  private EmbeddingServer server;
  private Embedder embedder;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingServer();
    embedder = new OpenAiEmbedder(TestSettings.of(server), clock);
  }

  @AfterEach
  void stop() {
    embedder.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 529})
  void sendsAgainWhatFailedForAReasonThatMayPass(int status) {
    server
        .next(EmbeddingServer.error(status, "later"))
        .next(EmbeddingServer.error(status, "later"));

    assertThat(embedder.embed(TEXTS)).containsExactlyElementsOf(vectors());
    assertThat(server.received()).hasSize(3);
    assertThat(embedder.totals().requests()).isEqualTo(3);
  }

  static Stream<Named<MockResponse>> mishaps() {
    return Stream.of(
        Named.of("closed before the answer", closedAt(builder -> builder.onResponseStart(close()))),
        Named.of("closed in the answer", closedAt(builder -> builder.onResponseBody(close()))),
        Named.of(
            "JSON that ends early", EmbeddingServer.json(200, "{\"data\":[{\"embedding\":[0.1,")),
        Named.of("no JSON", EmbeddingServer.json(200, "<html>Bad gateway</html>")),
        Named.of("no object", EmbeddingServer.json(200, "[]")),
        Named.of("an empty answer", EmbeddingServer.json(200, "")),
        Named.of(
            "an error with the status of success", EmbeddingServer.json(200, "{\"error\":{}}")),
        Named.of("a vector too few", vectorsAt("0")),
        Named.of("a vector twice", vectorsAt("0", "0")),
        Named.of("a vector too many", vectorsAt("0", "1", "2")),
        Named.of("a vector without a place", vectorsAt("0", "null")),
        Named.of("numbers that are none", data("[1,2,3,4,5,6,7,\"8\"]")),
        Named.of("numbers that are infinite", data("[1,2,3,4,5,6,7,1e99]")),
        Named.of("base64 that is none", data("\"?\"")),
        Named.of("base64 that ends in a number", data("\"AACA\"")));
  }

  @ParameterizedTest
  @MethodSource("mishaps")
  void sendsAgainWhatGotNoProperAnswer(MockResponse mishap) {
    server.next(mishap);

    assertThat(embedder.embed(TEXTS)).containsExactlyElementsOf(vectors());
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void givesUpAfterAsManyRetriesAsAllowedAndSaysWhatTheServerSaid() {
    server.otherwise(request -> EmbeddingServer.error(503, "The engine is\n overloaded"));

    assertThatThrownBy(() -> embedder.embed(TEXTS))
        .isInstanceOf(Unavailable.class)
        .hasMessage(
            "the embedding API at %s/embeddings failed 6 times, at last with:"
                    .formatted(server.baseUrl())
                + " HTTP 503 Server Error: The engine is overloaded (some_code)");
    assertThat(server.received()).hasSize(6);
    assertThat(clock.waits()).hasSize(5).isSorted();
  }

  @Test
  void sendsNoMoreThanAllowedThoughOkHttpWouldRepeatByItself() {
    server.otherwise(request ->
        EmbeddingServer.error(503, "now").newBuilder().addHeader("Retry-After", "0").build());

    assertThatThrownBy(() -> embedder.embed(TEXTS)).isInstanceOf(Unavailable.class);
    assertThat(server.received()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | HTTP 400 Client Error: no good (some_code)
          401 | HTTP 401 Client Error: no good (some_code) (check api_key)
          403 | HTTP 403 Client Error: no good (some_code) (check api_key)
          404 | HTTP 404 Client Error: no good (some_code) (check base_url and model_name)
          422 | HTTP 422 Client Error: no good (some_code)
          """)
  void doesNotSendAgainWhatIsRefusedAndSaysWhatTheServerSaid(int status, String reason) {
    server.next(EmbeddingServer.error(status, "no good"));

    assertThatThrownBy(() -> embedder.embed(TEXTS))
        .isInstanceOf(EmbeddingRefused.class)
        .hasMessage(
            "the embedding API at %s/embeddings refused a request: %s"
                .formatted(server.baseUrl(), reason));
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void saysWhichSettingToChangeWhenALongTextIsRefused() {
    server.next(EmbeddingServer.error(400, "maximum context length"));

    assertThatThrownBy(() -> embedder.embed(List.of("x".repeat(9_000))))
        .isInstanceOf(EmbeddingRefused.class)
        .hasMessageContaining("its longest text has 9000 bytes")
        .hasMessageContaining("choose a smaller chunk_size");
  }

  @Test
  void refusesVectorsOfOtherDimensionsThanAskedFor() {
    server.next(data("[1,2,3]"));

    assertThatThrownBy(() -> embedder.embed(TEXTS))
        .isInstanceOf(EmbeddingRefused.class)
        .hasMessageContaining("vectors of 3 dimensions where 8 were asked for");
    assertThat(server.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirectSinceItWouldTakeTheKeyElsewhere(int status) throws IOException {
    try (EmbeddingServer elsewhere = new EmbeddingServer()) {
      server.next(
          new MockResponse.Builder()
              .code(status)
              .addHeader("Location", elsewhere.baseUrl() + "/embeddings")
              .build());

      assertThatThrownBy(() -> embedder.embed(TEXTS))
          .isInstanceOf(EmbeddingRefused.class)
          .hasMessageContaining("set base_url to where it leads");
      assertThat(elsewhere.received()).isEmpty();
    }
  }

  @Test
  void givesUpAServerThatDoesNotAnswerInTime() {
    server.otherwise(request ->
        EmbeddingServer.answer(request).newBuilder().headersDelay(60, TimeUnit.SECONDS).build());
    EmbeddingSettings impatient = TestSettings.withTimeout(server, 1, Duration.ofMillis(200));

    try (Embedder client = new OpenAiEmbedder(impatient, clock)) {
      assertThatThrownBy(() -> client.embed(TEXTS))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("failed 2 times, at last with: no whole answer within 200 ms");
    }
  }

  @Test
  void givesUpAServerThatTricklesItsAnswer() {
    server.otherwise(request ->
        EmbeddingServer.answer(request)
            .newBuilder()
            .throttleBody(1, 100, TimeUnit.MILLISECONDS)
            .build());
    EmbeddingSettings impatient = TestSettings.withTimeout(server, 0, Duration.ofMillis(500));

    try (Embedder client = new OpenAiEmbedder(impatient, clock)) {
      assertThatThrownBy(() -> client.embed(TEXTS))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("no whole answer within 500 ms");
    }
  }

  @Test
  void saysWhenNothingListensAtTheAddress() {
    server.close();

    assertThatThrownBy(() -> embedder.embed(TEXTS))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("failed 6 times")
        .hasMessageContaining("ConnectException");
  }

  private static List<float[]> vectors() {
    return TEXTS.stream().map(EmbeddingServer::vectorOf).toList();
  }

  private static SocketEffect close() {
    return new SocketEffect.CloseSocket();
  }

  private static MockResponse closedAt(UnaryOperator<MockResponse.Builder> place) {
    return place.apply(new MockResponse.Builder().body("{\"data\":".repeat(1_000))).build();
  }

  private static MockResponse vectorsAt(String... indexes) {
    return EmbeddingServer.json(
        200,
        Stream.of(indexes)
            .map(index -> "{\"index\":%s,\"embedding\":[1,2,3,4,5,6,7,8]}".formatted(index))
            .collect(Collectors.joining(",", "{\"data\":[", "]}")));
  }

  private static MockResponse data(String vector) {
    return EmbeddingServer.json(
        200,
        "{\"data\":[{\"index\":0,\"embedding\":%s},{\"index\":1,\"embedding\":%s}]}"
            .formatted(vector, vector));
  }
}
