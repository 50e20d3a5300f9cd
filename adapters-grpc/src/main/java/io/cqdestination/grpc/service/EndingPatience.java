package io.cqdestination.grpc.service;

import java.time.Duration;

/**
 * How long a call that has failed stays open for a client that has not finished sending.
 *
 * @param sending from the failure on, while rows keep coming
 * @param silence since the last message
 */
record EndingPatience(Duration sending, Duration silence) {
  /** Enough for the rest of a sync that is at its end, and little of one that is not. */
  static final EndingPatience USUAL =
      new EndingPatience(Duration.ofSeconds(5), Duration.ofSeconds(20));
}
