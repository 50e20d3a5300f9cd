package io.cqdestination.core.retry;

import io.cqdestination.core.failure.DestinationException.Transient;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what may pass: work that may be repeated. Thread-safe. */
public final class Retries {
  private static final Logger log = LoggerFactory.getLogger(Retries.class);

  private Retries() {}

  /**
   * The result of the first attempt that is not {@link Transient}; the last such failure when the
   * time is over.
   *
   * @param subject what the work is about, for the log: "table x"
   * @param timeout from the first failure to the last attempt
   */
  public static <T> T run(String subject, Duration timeout, Supplier<T> work) {
    Backoff backoff = new Backoff(timeout);
    while (true) {
      try {
        return work.get();
      } catch (Transient failure) {
        if (!backoff.mayRetry()) {
          throw failure;
        }
        log.info("{}: trying again after: {}", subject, failure.getMessage());
        backoff.pause(subject);
      }
    }
  }
}
