package io.cqdestination.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one request. */
sealed interface Outcome {

  /**
   * @param vectors in the order of the texts sent
   * @param tokens tokens the API says it read, 0 where it does not say
   */
  record Answered(float[][] vectors, long tokens) implements Outcome {}

  /** Sending the same again would get the same answer. */
  record Refused(String reason) implements Outcome {}

  /**
   * Sending the same again may help.
   *
   * @param askedWait how long the API asked to be left alone, or null where it did not ask
   */
  record Failed(String reason, @Nullable Duration askedWait) implements Outcome {}
}
