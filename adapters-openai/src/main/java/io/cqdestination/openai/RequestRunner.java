package io.cqdestination.openai;

import io.cqdestination.core.embedding.EmbeddingRefused;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Gets the vectors of single requests, sending them again while that may help. Thread-safe: no more
 * requests are with the API at a time than is allowed.
 */
final class RequestRunner {
  private final EmbeddingEndpoint endpoint;
  private final EmbeddingApi api;
  private final EmbeddingRequestBody requestBody;
  private final OutcomeJudge judge;
  private final RetrySchedule schedule;
  private final RequestCounters counters;
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
    this.sending = new Semaphore(settings.maxConcurrentRequests(), true);
  }

  /**
   * Returns the vectors in the order of the texts. Every attempt and every wait between them is
   * limited, and so is the wait for other requests.
   *
   * @param tokens most tokens that they have together
   * @param answered called whenever the API is done with an attempt, before its answer is read
   * @throws EmbeddingRefused when the API refuses the texts
   * @throws io.cqdestination.core.failure.DestinationException.Unavailable when no attempt did
   */
  float[][] run(List<String> texts, long tokens, Runnable answered) throws InterruptedException {
    byte[] json = requestBody.of(texts);
    for (int attempt = 1; ; attempt++) {
      switch (attempt(json, texts.size(), tokens, answered)) {
        case Outcome.Answered vectors -> {
          counters.answered(vectors.tokens(), texts.size());
          return vectors.vectors();
        }
        case Outcome.Refused refused -> throw new EmbeddingRefused(message(refused, texts), null);
        case Outcome.Failed failed -> schedule.awaitRetry(attempt, failed);
      }
    }
  }

  private Outcome attempt(byte[] json, int inputs, long tokens, Runnable answered)
      throws InterruptedException {
    HttpAnswer answer;
    try {
      answer = send(json, answered);
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

  private HttpAnswer send(byte[] json, Runnable answered) throws IOException, InterruptedException {
    sending.acquire();
    Place place = new Place(answered);
    try {
      schedule.awaitTurn();
      counters.sent();
      return api.post(json, place::leave);
    } finally {
      place.leave();
    }
  }

  /** One of the requests that the API may be busy with. Used by one thread. */
  private final class Place {
    private final Runnable answered;
    private boolean left;

    Place(Runnable answered) {
      this.answered = answered;
    }

    void leave() {
      if (!left) {
        left = true;
        sending.release();
        answered.run();
      }
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
