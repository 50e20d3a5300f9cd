package io.cqdestination.testkit.plugin;

import io.cloudquery.plugin.v3.Write;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stream of write messages held open by the test. Used by one thread. */
public final class WriteStream {

  private static final Duration LIMIT = Duration.ofSeconds(PluginClient.CALL_SECONDS + 5);

  private final Answers answers = new Answers();
  private final ClientCallStreamObserver<byte[]> requests;
  private boolean cancelled;

  WriteStream(Function<StreamObserver<Write.Response>, StreamObserver<byte[]>> call) {
    requests = (ClientCallStreamObserver<byte[]>) call.apply(answers);
  }

  /**
   * Sends a message, waiting while the plugin takes no more. When the call has ended already the
   * message goes nowhere; {@link #finish} then tells why.
   */
  public void send(Write.Request message) {
    sendSerialized(message.toByteArray());
  }

  /** Sends a message that is serialized already, as it is. */
  public void sendSerialized(byte[] message) {
    if (!cancelled && answers.awaitReady(requests)) {
      requests.onNext(message);
    }
  }

  /**
   * The plugin's next answer, or null when it has ended the call.
   *
   * @throws StatusRuntimeException when the plugin ended the call with an error
   */
  public Write.@Nullable Response answer() {
    return switch (answers.next()) {
      case Event.Answered answered -> answered.response();
      case Event.Ended ended -> {
        if (!ended.status().isOk()) {
          throw ended.status().asRuntimeException();
        }
        yield null;
      }
    };
  }

  /** Sends a flush and returns the next answer, or null when the plugin has ended the call. */
  public Write.@Nullable Response flush(long id) {
    send(WriteMessages.flush(id));
    return answer();
  }

  /**
   * Sends no more, and returns the answers still to come once the plugin has ended the call.
   *
   * @throws StatusRuntimeException when it ended with an error
   */
  public List<Write.Response> finish() {
    if (!cancelled && !answers.hasEnded()) {
      requests.onCompleted();
    }
    List<Write.Response> rest = new ArrayList<>();
    for (Write.Response next = answer(); next != null; next = answer()) {
      rest.add(next);
    }
    return rest;
  }

  /** Whether the plugin takes more messages at the moment. */
  public boolean isReady() {
    return requests.isReady();
  }

  /** Whether the call is over, well or badly. */
  public boolean hasEnded() {
    return answers.hasEnded();
  }

  /** Ends the call as a client that goes away does. */
  public void cancel() {
    cancelled = true;
    requests.cancel("cancelled by the test", null);
  }

  private sealed interface Event {
    record Answered(Write.Response response) implements Event {}

    record Ended(Status status) implements Event {}
  }

  private static final class Answers implements ClientResponseObserver<byte[], Write.Response> {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    boolean hasEnded() {
      return ended;
    }

    /** Whether a message can be sent now; false when the call has ended. */
    synchronized boolean awaitReady(ClientCallStreamObserver<byte[]> requests) {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      try {
        while (!requests.isReady() && !ended) {
          long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
          if (left <= 0) {
            throw new AssertionError("the plugin took no message within " + LIMIT);
          }
          wait(left);
        }
        return !ended;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while the plugin took no message", e);
      }
    }

    /** The end stays in the queue: it is the answer to every later question too. */
    Event next() {
      try {
        Event event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("the plugin did not answer within " + LIMIT);
        }
        if (event instanceof Event.Ended) {
          events.add(event);
        }
        return event;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for an answer", e);
      }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<byte[]> requests) {
      requests.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(Write.Response response) {
      events.add(new Event.Answered(response));
    }

    @Override
    public void onError(Throwable failure) {
      end(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      end(Status.OK);
    }

    private void end(Status status) {
      ended = true;
      events.add(new Event.Ended(status));
      wake();
    }

    private synchronized void wake() {
      notifyAll();
    }
  }
}
