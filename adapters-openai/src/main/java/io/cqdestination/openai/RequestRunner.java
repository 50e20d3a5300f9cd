package io.cqdestination.openai;

import io.cqdestination.core.failure.DestinationException.EmbeddingRefused;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Gets the vectors of single requests, sending them again while that may help. Thread-safe: as many
 * requests are with the API at a time as is allowed, and twice as many are in memory, so that the
 * next ones are under way while answers are read.
 */
final class RequestRunner {
  private final EmbeddingEndpoint endpoint;
  private final EmbeddingApi api;
  private final EmbeddingRequestBody requestBody;
  private final OutcomeJudge judge;
  private final RetrySchedule schedule;
  private final RequestCounters counters;
  private final Semaphore held;
  private final Semaphore sending;
  private final ExecutorService readers;

  /**
   * @param readers platform threads that read answers. Virtual threads would not do: reading is
   *     work without a pause and would keep the next requests from being sent.
   */
  RequestRunner(
      EmbeddingSettings settings,
      EmbeddingEndpoint endpoint,
      EmbeddingApi api,
      RetrySchedule schedule,
      OutcomeJudge judge,
      RequestCounters counters,
      ExecutorService readers) {
    this.endpoint = endpoint;
    this.api = api;
    this.requestBody =
        new EmbeddingRequestBody(settings.model(), settings.dimensions(), endpoint.answersBase64());
    this.judge = judge;
    this.schedule = schedule;
    this.counters = counters;
    this.readers = readers;
    this.held = new Semaphore(2 * settings.maxConcurrentRequests(), true);
    this.sending = new Semaphore(settings.maxConcurrentRequests(), true);
  }

  /**
   * Returns the vectors in the order of the texts. Every attempt and every wait between them is
   * limited, and so is the wait for other requests.
   *
   * @throws EmbeddingRefused when the API refuses the texts
   * @throws io.cqdestination.core.failure.DestinationException.Unavailable when no attempt did
   */
  float[][] run(List<String> texts) throws InterruptedException {
    held.acquire();
    try {
      byte[] json = requestBody.of(texts);
      long tokens = texts.stream().mapToLong(text -> InputSize.of(text).tokens()).sum();
      for (int attempt = 1; ; attempt++) {
        switch (attempt(json, texts.size(), tokens)) {
          case Outcome.Answered answered -> {
            counters.answered(answered.tokens(), texts.size());
            return answered.vectors();
          }
          case Outcome.Refused refused -> throw new EmbeddingRefused(message(refused, texts), null);
          case Outcome.Failed failed -> schedule.awaitRetry(attempt, failed);
        }
      }
    } finally {
      held.release();
    }
  }

  private Outcome attempt(byte[] json, int inputs, long tokens) throws InterruptedException {
    HttpAnswer answer;
    try {
      answer = send(json);
    } catch (IOException e) {
      return judge.judge(e);
    }
    return read(answer, inputs, tokens);
  }

  private Outcome read(HttpAnswer answer, int inputs, long tokens) throws InterruptedException {
    try {
      return readers.submit(() -> judge.judge(answer, inputs, tokens)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer could not be read", e.getCause());
    }
  }

  private HttpAnswer send(byte[] json) throws IOException, InterruptedException {
    sending.acquire();
    try {
      schedule.awaitTurn();
      counters.sent();
      return api.post(json);
    } finally {
      sending.release();
    }
  }

  private String message(Outcome.Refused refused, List<String> texts) {
    String message = "the embedding API at " + endpoint + " refused a request: " + refused.reason();
    long longest = texts.stream().mapToLong(text -> InputSize.of(text).tokens()).max().orElse(0);
    return longest <= RequestLimits.TOKENS_AN_INPUT
        ? message
        : message
            + " (its longest text has %d bytes: where that is more than %d tokens, choose a smaller chunk_size)"
                .formatted(longest, RequestLimits.TOKENS_AN_INPUT);
  }
}
