package io.cqdestination.databricks;

import java.time.Duration;

/**
 * What calls of the API are made with. Immutable; its text form holds no secret.
 *
 * @param moment until when it is used, in {@link System#nanoTime()}
 */
record AccessToken(String text, long moment) {
  /** So that it does not expire on its way. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /**
   * @param seconds how long it lives from now on; 0 where that is not known
   */
  static AccessToken of(String text, long seconds) {
    return new AccessToken(
        text, System.nanoTime() + Duration.ofSeconds(seconds).minus(MARGIN).toNanos());
  }

  boolean isExpiring() {
    return System.nanoTime() - moment >= 0;
  }

  @Override
  public String toString() {
    return "AccessToken";
  }
}
