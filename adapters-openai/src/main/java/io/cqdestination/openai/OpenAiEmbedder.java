package io.cqdestination.openai;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.embedding.EmbeddingTotals;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Embeds texts with an OpenAI-compatible API. Thread-safe: all callers together have no more
 * requests under way than the settings allow.
 */
public final class OpenAiEmbedder implements Embedder {
  private final RequestSplitter splitter;
  private final RequestRunner runner;
  private final EmbeddingApi api;
  private final RequestCounters counters = new RequestCounters();
  private final ExecutorService requests =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("embedding-request-", 0).factory());
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("embedding-reader-", 0).factory());

  /** Nothing is sent before the first texts are embedded. */
  public OpenAiEmbedder(EmbeddingSettings settings) {
    this(settings, RetryClock.SYSTEM);
  }

  OpenAiEmbedder(EmbeddingSettings settings, RetryClock clock) {
    EmbeddingEndpoint endpoint = new EmbeddingEndpoint(settings.baseUrl(), settings.apiKey());
    long answerBytes = VectorReader.answerBytes(settings.dimensions(), endpoint.answersBase64());
    this.splitter = new RequestSplitter(RequestLimits.forAnswers(answerBytes));
    this.api = new EmbeddingApi(endpoint, settings.timeout());
    this.runner =
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
  }

  @Override
  public List<float[]> embed(List<String> chunks) {
    chunks.forEach(OpenAiEmbedder::check);
    List<Future<float[][]>> answers = new ArrayList<>();
    try {
      CompletionService<float[][]> completion = new ExecutorCompletionService<>(requests);
      for (List<String> request : splitter.split(List.copyOf(chunks))) {
        answers.add(completion.submit(() -> runner.run(request)));
      }
      for (int done = 0; done < answers.size(); done++) {
        completion.take().get();
      }
      return inOrder(answers);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (RejectedExecutionException e) {
      throw closed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted while texts were being embedded", e);
    } finally {
      answers.forEach(answer -> answer.cancel(true));
    }
  }

  @Override
  public EmbeddingTotals totals() {
    return counters.totals();
  }

  @Override
  public void close() {
    requests.shutdownNow();
    readers.shutdownNow();
    api.close();
  }

  private static void check(String text) {
    if (text.isEmpty()) {
      throw new InvalidInput("an empty text cannot be embedded");
    }
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(index))) {
          throw new InvalidInput("a text holds half of a surrogate pair: it is no valid Unicode");
        }
        index++;
      }
    }
  }

  private static List<float[]> inOrder(List<Future<float[][]>> answers) {
    List<float[]> vectors = new ArrayList<>();
    for (Future<float[][]> answer : answers) {
      vectors.addAll(List.of(answer.resultNow()));
    }
    return vectors;
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case DestinationException known -> known;
      case InterruptedException interrupted -> closed();
      case RejectedExecutionException rejected -> closed();
      case null, default -> new IllegalStateException("texts could not be embedded", cause);
    };
  }

  private static Unavailable closed() {
    return new Unavailable("the embedding client was closed", null);
  }
}
