package io.cqdestination.openai;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Texts that wait for a request, oldest first, whoever wants them: a request may hold texts of
 * several calls, so that many small calls make few requests. Used by one thread at a time.
 */
final class TextQueue {
  private final RequestLimits limits;
  private final Deque<QueuedText> texts = new ArrayDeque<>();

  /**
   * One text.
   *
   * @param position its place among the texts of its call
   */
  record QueuedText(EmbeddingCall call, int position, String text, InputSize size) {
    static QueuedText of(EmbeddingCall call, int position) {
      String text = call.texts().get(position);
      return new QueuedText(call, position, text, InputSize.of(text));
    }
  }

  TextQueue(RequestLimits limits) {
    this.limits = limits;
  }

  void add(List<QueuedText> added) {
    texts.addAll(added);
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  int size() {
    return texts.size();
  }

  /** Whether a further text would not fit the next request any more. */
  boolean fillsRequest() {
    int fitting = fitting();
    return fitting < texts.size() || fitting == limits.inputs();
  }

  /**
   * Takes the texts of the next request, as many as its limits allow. A text that is over the
   * limits by itself gets a request of its own.
   */
  List<QueuedText> take() {
    int count = fitting();
    List<QueuedText> taken = new ArrayList<>(count);
    while (taken.size() < count) {
      taken.add(texts.remove());
    }
    return taken;
  }

  /** Forgets the texts that nobody waits for any more. */
  void removeEnded() {
    texts.removeIf(text -> text.call().hasEnded());
  }

  /** Forgets everything, and returns what it was. */
  List<QueuedText> clear() {
    List<QueuedText> all = List.copyOf(texts);
    texts.clear();
    return all;
  }

  private int fitting() {
    int count = 0;
    long tokens = 0;
    long jsonBytes = 0;
    for (QueuedText text : texts) {
      tokens += text.size().tokens();
      jsonBytes += text.size().jsonBytes();
      boolean over =
          count == limits.inputs() || tokens > limits.tokens() || jsonBytes > limits.jsonBytes();
      if (over && count > 0) {
        break;
      }
      count++;
    }
    return count;
  }
}
