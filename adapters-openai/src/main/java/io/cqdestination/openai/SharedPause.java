package io.cqdestination.openai;

import java.time.Duration;
import java.time.Instant;

/**
 * A pause that an API asked for, kept by all requests: the others would only be turned away and use
 * up their retries. Thread-safe.
 */
final class SharedPause {
  private final RetryClock clock;
  private volatile Instant end = Instant.MIN;

  SharedPause(RetryClock clock) {
    this.clock = clock;
  }

  /** Begins a pause, or lengthens the one there is. */
  synchronized void begin(Duration pause) {
    Instant wanted = clock.instant().plus(pause);
    if (wanted.isAfter(end)) {
      end = wanted;
    }
  }

  /** Waits for the end of the pause, for a limited time even if the clock is set back. */
  void await() throws InterruptedException {
    Instant now = clock.instant();
    Instant until = end;
    if (until.isAfter(now)) {
      Duration wait = Duration.between(now, until);
      Duration longest = RetryWait.LONGEST_ASKED;
      clock.sleep(wait.compareTo(longest) < 0 ? wait : longest);
    }
  }
}
