package io.cqdestination.openai;

import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a request may be sent, and whether and when a failed one is sent again. Thread-safe. */
final class RetrySchedule {
  private static final Logger LOG = LoggerFactory.getLogger(RetrySchedule.class);

  private final EmbeddingEndpoint endpoint;
  private final int mostRequests;
  private final RetryClock clock;
  private final RetryWait retryWait;
  private final SharedPause pause;

  RetrySchedule(
      EmbeddingEndpoint endpoint, int maxRetries, RetryClock clock, RandomGenerator random) {
    this.endpoint = endpoint;
    this.mostRequests = maxRetries + 1;
    this.clock = clock;
    this.retryWait = new RetryWait(random);
    this.pause = new SharedPause(clock);
  }

  /** Waits while the API asks to be left alone. */
  void awaitTurn() throws InterruptedException {
    pause.await();
  }

  /**
   * Waits until the request should be sent again.
   *
   * @param failures how often the request failed until now, at least 1
   * @throws Unavailable when it should not
   */
  void awaitRetry(int failures, Outcome.Failed failed) throws InterruptedException {
    Duration asked = failed.askedWait();
    if (failures >= mostRequests) {
      throw new Unavailable(
          "the embedding API at %s failed %d times, at last with: %s"
              .formatted(endpoint, failures, failed.reason()),
          null);
    }
    if (asked != null && asked.compareTo(RetryWait.LONGEST_ASKED) > 0) {
      throw new Unavailable(
          "the embedding API at %s asks to wait %d seconds: %s"
              .formatted(endpoint, asked.toSeconds(), failed.reason()),
          null);
    }
    Duration wait = retryWait.after(failures, asked);
    LOG.warn(
        "the embedding API failed with: {}; request {} of {} in {} ms",
        failed.reason(),
        failures + 1,
        mostRequests,
        wait.toMillis());
    if (asked != null) {
      pause.begin(asked);
    }
    clock.sleep(wait);
  }
}
