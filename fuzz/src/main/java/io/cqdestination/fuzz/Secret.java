package io.cqdestination.fuzz;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A password that no message may show. */
final class Secret {
  /** A text that nothing else has. */
  static final String PASSWORD = "Qx7Zw9Kj";

  private Secret() {}

  /** Whether the fuzzer has learnt the password, and may put it where it is no secret. */
  static boolean isKnown(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1).contains(PASSWORD);
  }

  /** Fails where a text shows the password. */
  static void checkAbsent(@Nullable String text) {
    if (text != null && text.contains(PASSWORD)) {
      throw new AssertionError("the password shows: " + text);
    }
  }

  /** Fails where a failure, one of its causes, or what was suppressed shows the password. */
  static void checkAbsent(Throwable failure) {
    checkAbsent(failure.toString());
    for (Throwable suppressed : failure.getSuppressed()) {
      checkAbsent(suppressed);
    }
    Throwable cause = failure.getCause();
    if (cause != null) {
      checkAbsent(cause);
    }
  }
}
