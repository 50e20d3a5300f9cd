package io.cqdestination.openai;

import io.cqdestination.core.embedding.EmbeddingRefused;
import io.cqdestination.openai.TextQueue.QueuedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request with texts of one or several calls. Thread-safe. */
final class SharedRequest {
  private final List<QueuedText> texts;
  private @Nullable Future<?> task;

  SharedRequest(List<QueuedText> texts) {
    this.texts = List.copyOf(texts);
  }

  /**
   * Gets the vectors and hands them to the calls. Where the API refuses texts of several calls, it
   * is asked for those of each, so that only the one at fault fails.
   *
   * @param answered called when the API is done with the request, perhaps more than once
   */
  void run(RequestRunner runner, Runnable answered) throws InterruptedException {
    try {
      deliver(texts, runner.run(strings(texts), tokens(texts), answered));
    } catch (EmbeddingRefused refused) {
      Map<EmbeddingCall, List<QueuedText>> calls =
          texts.stream()
              .collect(
                  Collectors.groupingBy(QueuedText::call, LinkedHashMap::new, Collectors.toList()));
      if (calls.size() == 1) {
        throw refused;
      }
      for (Map.Entry<EmbeddingCall, List<QueuedText>> call : calls.entrySet()) {
        if (!call.getKey().hasEnded()) {
          run(runner, call.getKey(), call.getValue());
        }
      }
    }
  }

  private static void run(RequestRunner runner, EmbeddingCall call, List<QueuedText> texts)
      throws InterruptedException {
    try {
      deliver(texts, runner.run(strings(texts), tokens(texts), () -> {}));
    } catch (EmbeddingRefused refused) {
      call.fail(refused);
    }
  }

  /** Ends every call that has texts in this request. */
  void fail(Throwable cause) {
    texts.forEach(text -> text.call().fail(cause));
  }

  /** Whether nobody waits for any of the texts any more. */
  boolean isUnwanted() {
    return texts.stream().allMatch(text -> text.call().hasEnded());
  }

  /** What {@link #cancel} ends. */
  synchronized void runsAs(Future<?> future) {
    task = future;
  }

  synchronized void cancel() {
    if (task != null) {
      task.cancel(true);
    }
  }

  private static void deliver(List<QueuedText> texts, float[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      texts.get(i).call().deliver(texts.get(i).position(), vectors[i]);
    }
  }

  private static long tokens(List<QueuedText> texts) {
    return texts.stream().mapToLong(text -> text.size().tokens()).sum();
  }

  private static List<String> strings(List<QueuedText> texts) {
    return texts.stream().map(QueuedText::text).toList();
  }
}
