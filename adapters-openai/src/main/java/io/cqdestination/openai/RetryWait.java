package io.cqdestination.openai;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before a request is sent again. Thread-safe where its random numbers are. */
final class RetryWait {
  /** An API that asks for a longer wait is given up. */
  static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration JITTER = Duration.ofMillis(250);

  private final RandomGenerator random;

  RetryWait(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Returns the wait the API asked for and a little more, so that not all come back at once; where
   * it asked for none, half to the whole of a time that doubles with every failure.
   *
   * @param failures how often the request failed until now, at least 1
   * @param asked the wait that the API asked for, or null
   */
  Duration after(int failures, @Nullable Duration asked) {
    if (asked != null) {
      return asked.plusNanos((long) (JITTER.toNanos() * random.nextDouble()));
    }
    long doubled = FIRST.toNanos() << Math.min(failures - 1, 10);
    double share = 0.5 + random.nextDouble() / 2;
    return Duration.ofNanos((long) (Math.min(doubled, LONGEST.toNanos()) * share));
  }
}
