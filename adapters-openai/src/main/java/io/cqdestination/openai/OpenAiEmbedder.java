package io.cqdestination.openai;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.embedding.EmbeddingTotals;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Embeds texts with an OpenAI-compatible API. Thread-safe: all callers together have no more
 * requests under way than the settings allow.
 */
public final class OpenAiEmbedder implements Embedder {
  private final RequestDispatcher dispatcher;
  private final EmbeddingApi api;
  private final RequestCounters counters = new RequestCounters();
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("embedding-reader-", 0).factory());

  /** Nothing is sent before the first texts are embedded. */
  public OpenAiEmbedder(EmbeddingSettings settings) {
    this(settings, RetryClock.SYSTEM);
  }

  OpenAiEmbedder(EmbeddingSettings settings, RetryClock clock) {
    this(settings, clock, UnaryOperator.identity());
  }

  /**
   * @param clientChange what is different about the HTTP client
   */
  OpenAiEmbedder(
      EmbeddingSettings settings,
      RetryClock clock,
      UnaryOperator<OkHttpClient.Builder> clientChange) {
    EmbeddingEndpoint endpoint = new EmbeddingEndpoint(settings.baseUrl(), settings.apiKey());
    long answerBytes = VectorReader.answerBytes(settings.dimensions(), endpoint.answersBase64());
    this.api = new EmbeddingApi(endpoint, settings.timeout(), clientChange);
    RequestRunner runner =
        new RequestRunner(
            settings,
            endpoint,
            api,
            new RetrySchedule(
                endpoint,
                settings.maxRetries(),
                clock,
                () -> ThreadLocalRandom.current().nextLong()),
            new OutcomeJudge(settings, clock),
            counters,
            readers);
    this.dispatcher =
        new RequestDispatcher(
            runner, settings.maxConcurrentRequests(), RequestLimits.forAnswers(answerBytes));
  }

  /**
   * Gets the code ready, in the background, for the first texts of an embedder with these settings.
   * Nothing is sent.
   */
  public static void rehearse(EmbeddingSettings settings) {
    new Rehearsal(settings).start();
  }

  @Override
  public List<float[]> embed(List<String> chunks) {
    EmbeddingCall call = new EmbeddingCall(List.copyOf(chunks));
    try {
      dispatcher.submit(call);
      return call.await();
    } catch (ExecutionException e) {
      dispatcher.abandonEnded();
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Unavailable failure = new Unavailable("interrupted while texts were being embedded", e);
      call.fail(failure);
      dispatcher.abandonEnded();
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  @Override
  public EmbeddingTotals totals() {
    return counters.totals();
  }

  @Override
  public void close() {
    dispatcher.close();
    readers.shutdownNow();
    api.close();
  }

  /** How many texts wait for a request to take them. */
  int waitingTexts() {
    return dispatcher.waitingTexts();
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return cause instanceof DestinationException known
        ? known
        : new IllegalStateException("texts could not be embedded", cause);
  }
}
