package io.cqdestination.postgres.connection;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Puts a limit on a call into the operating system that knows none, such as looking up a host name.
 */
final class BoundedCall {
  private BoundedCall() {}

  /**
   * @param what the call does, for the message of a timeout
   * @param whenLate takes a result that came after the limit, to free it
   * @throws SocketTimeoutException when the time is over; the call may go on in its own thread
   */
  static <T> T run(String what, Duration limit, Callable<T> call, Consumer<T> whenLate)
      throws IOException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name(what).start(() -> complete(result, call, whenLate));
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      result.cancel(false);
      SocketTimeoutException timeout = new SocketTimeoutException(what + " took too long");
      timeout.initCause(e);
      throw timeout;
    } catch (InterruptedException e) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(what + " was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(what + " failed", e.getCause());
    }
  }

  private static <T> void complete(
      CompletableFuture<T> result, Callable<T> call, Consumer<T> whenLate) {
    try {
      T value = call.call();
      if (!result.complete(value)) {
        whenLate.accept(value);
      }
    } catch (Exception e) {
      result.completeExceptionally(e);
    }
  }
}
