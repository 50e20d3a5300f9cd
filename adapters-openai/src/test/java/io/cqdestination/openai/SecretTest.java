package io.cqdestination.openai;

import static io.cqdestination.openai.TestSettings.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cqdestination.core.embedding.Embedder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SecretTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(SecretTest.class.getPackageName());
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private EmbeddingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingServer();
    logged.start();
    logger.addAppender(logged);
    logger.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(logged);
    logger.setLevel(null);
    server.close();
  }

  static Stream<Named<MockResponse>> answersThatShowTheKey() {
    String padding = "x".repeat(490);
    return Stream.of(
        Named.of("refused", EmbeddingServer.error(401, "Incorrect API key: " + API_KEY + ".")),
        Named.of("failing", EmbeddingServer.error(500, "Authorization: Bearer " + API_KEY)),
        Named.of("text", EmbeddingServer.json(502, "<p>" + API_KEY + "</p>")),
        Named.of("where the text is cut", EmbeddingServer.json(502, padding + API_KEY)),
        Named.of("part of it", EmbeddingServer.error(401, "wrong key sk-test-****cdef")),
        Named.of("no JSON", EmbeddingServer.json(200, API_KEY)),
        Named.of(
            "status line",
            new MockResponse.Builder().status("HTTP/1.1 401 " + API_KEY).body("").build()),
        Named.of("no HTTP", new MockResponse.Builder().status(API_KEY).body("").build()));
  }

  @ParameterizedTest
  @MethodSource("answersThatShowTheKey")
  void showsTheKeyInNoErrorAndNoLogThoughTheServerDoes(MockResponse answer) {
    server.otherwise(request -> answer);

    Throwable failure;
    try (Embedder embedder = new OpenAiEmbedder(TestSettings.of(server), new RecordingClock())) {
      failure = catchThrowable(() -> embedder.embed(List.of("a")));
    }

    assertThat(failure).isNotNull();
    assertThat(stackTrace(failure)).doesNotContain(API_KEY).doesNotContain("cdef");
    assertThat(logged.list)
        .allSatisfy(event -> {
          assertThat(event.getFormattedMessage()).doesNotContain(API_KEY);
          assertThat(event.getThrowableProxy()).isNull();
        });
  }

  @Test
  void logsWhatItSendsAgain() {
    server.next(EmbeddingServer.error(500, "oh dear"));

    try (Embedder embedder = new OpenAiEmbedder(TestSettings.of(server), new RecordingClock())) {
      embedder.embed(List.of("a"));
    }

    assertThat(logged.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("HTTP 500 Server Error: oh dear (some_code); request 2 of 6 in ");
  }

  @Test
  void showsNeitherPasswordNorQueryOfTheAddress() {
    server.otherwise(request -> EmbeddingServer.error(403, "no"));
    String address = server.baseUrl().replace("http://", "http://user:password@") + "?code=secret";

    Throwable failure;
    try (Embedder embedder = new OpenAiEmbedder(TestSettings.of(address))) {
      failure = catchThrowable(() -> embedder.embed(List.of("a")));
    }

    assertThat(failure).hasMessageContaining(server.baseUrl() + "/embeddings");
    assertThat(stackTrace(failure)).doesNotContain("password").doesNotContain("secret");
  }

  @Test
  void showsNoSecretOfTheSettings() {
    assertThat(TestSettings.of("http://user:password@localhost/").toString())
        .contains("test-model")
        .doesNotContain(API_KEY)
        .doesNotContain("password");
  }

  private static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
