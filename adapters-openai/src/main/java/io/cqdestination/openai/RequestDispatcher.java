package io.cqdestination.openai;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.openai.TextQueue.QueuedText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

/**
 * Makes requests of the texts of all calls. A request that is full is made ready before its turn
 * comes; one that is not is made when the API could be asked at once, so that texts wait for others
 * only while they have to wait anyway. Thread-safe.
 */
final class RequestDispatcher implements AutoCloseable {
  private final RequestRunner runner;
  private final int concurrency;
  private final TextQueue queue;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("embedding-request-", 0).factory());

  /** Requests in memory. */
  private final Set<SharedRequest> held = new HashSet<>();

  /** Those among them that the API still has to answer for the first time. */
  private final Set<SharedRequest> unanswered = new HashSet<>();

  private boolean closed;

  /**
   * @param concurrency most requests that the API is busy with; twice as many are in memory, so
   *     that the next ones are under way while answers are read
   */
  RequestDispatcher(RequestRunner runner, int concurrency, RequestLimits limits) {
    this.runner = runner;
    this.concurrency = concurrency;
    this.queue = new TextQueue(limits);
  }

  /** Queues the texts of a call, whose outcome tells the rest. */
  void submit(EmbeddingCall call) {
    List<QueuedText> texts =
        IntStream.range(0, call.texts().size()).mapToObj(i -> QueuedText.of(call, i)).toList();
    synchronized (this) {
      if (closed) {
        call.fail(closedFailure());
      } else {
        queue.add(texts);
        dispatch();
      }
    }
  }

  /** How many texts no request has taken yet. */
  synchronized int waitingTexts() {
    return queue.size();
  }

  /** Gives up what is done for calls that have ended. */
  synchronized void abandonEnded() {
    queue.removeEnded();
    held.stream().filter(SharedRequest::isUnwanted).forEach(SharedRequest::cancel);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      queue.clear().forEach(text -> text.call().fail(closedFailure()));
      held.forEach(request -> request.fail(closedFailure()));
    }
    threads.shutdownNow();
  }

  private void dispatch() {
    while (!closed
        && held.size() < 2 * concurrency
        && !queue.isEmpty()
        && (unanswered.size() < concurrency || queue.fillsRequest())) {
      SharedRequest request = new SharedRequest(queue.take());
      held.add(request);
      unanswered.add(request);
      request.runsAs(threads.submit(() -> run(request)));
    }
  }

  private void run(SharedRequest request) {
    try {
      request.run(runner, () -> answered(request));
    } catch (InterruptedException | RejectedExecutionException e) {
      request.fail(closedFailure());
    } catch (DestinationException failure) {
      request.fail(failure);
    } catch (RuntimeException | Error fault) {
      request.fail(new IllegalStateException("texts could not be embedded", fault));
    } finally {
      done(request);
    }
  }

  private synchronized void answered(SharedRequest request) {
    unanswered.remove(request);
    dispatch();
  }

  private synchronized void done(SharedRequest request) {
    unanswered.remove(request);
    held.remove(request);
    dispatch();
  }

  private static Unavailable closedFailure() {
    return new Unavailable("the embedding client was closed", null);
  }
}
