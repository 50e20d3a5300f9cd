package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryWaitTest {
  private static final Duration MOST_JITTER = Duration.ofMillis(250);

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

  @Test
  void waitsAtLeastAsLongAsRetryAfterAsks() {
    server.next(throttled("Retry-After", "20"));

    embedder.embed(List.of("a"));

    assertThat(clock.waits())
        .singleElement()
        .satisfies(wait -> assertThat(wait).isBetween(seconds(20), seconds(20).plus(MOST_JITTER)));
  }

  @Test
  void waitsUntilTheLimitThatWasUsedUpIsReset() {
    server.next(throttled("x-ratelimit-reset-tokens", "1m30s"));

    embedder.embed(List.of("a"));

    assertThat(clock.waits())
        .singleElement()
        .satisfies(wait -> assertThat(wait).isBetween(seconds(90), seconds(90).plus(MOST_JITTER)));
  }

  @Test
  void givesUpAServerThatAsksForMoreThanFiveMinutes() {
    server.next(throttled("Retry-After", "3600"));

    assertThatThrownBy(() -> embedder.embed(List.of("a")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("asks to wait 3600 seconds: HTTP 429 Client Error: slow down");
    assertThat(server.received()).hasSize(1);
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void doublesTheWaitWithEveryFailureUpToALimit() {
    RetryWait retryWait = new RetryWait(new Random(1));

    for (int failures = 1; failures <= 40; failures++) {
      long longest = Math.min(500L << Math.min(failures - 1, 20), 8_000);
      assertThat(retryWait.after(failures, null))
          .isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
    }
  }

  @Test
  void makesTheOthersWaitToo() throws InterruptedException {
    List<Duration> waits = new ArrayList<>();
    RetryClock standing =
        new RetryClock() {
          @Override
          public Instant instant() {
            return RecordingClock.START;
          }

          @Override
          public void sleep(Duration duration) {
            waits.add(duration);
          }
        };
    RetrySchedule schedule =
        new RetrySchedule(
            new EmbeddingEndpoint("http://localhost/v1", "key"), 5, standing, new Random(1));

    schedule.awaitTurn();
    assertThat(waits).isEmpty();
    schedule.awaitRetry(1, new Outcome.Failed("slow down", seconds(20)));
    schedule.awaitRetry(1, new Outcome.Failed("slow down", seconds(3)));
    waits.clear();
    schedule.awaitTurn();

    assertThat(waits).containsExactly(seconds(20));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static MockResponse throttled(String header, String value) {
    return EmbeddingServer.error(429, "slow down").newBuilder().addHeader(header, value).build();
  }
}
