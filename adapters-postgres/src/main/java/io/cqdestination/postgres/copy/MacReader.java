package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.util.HexFormat;

/** Reads hardware addresses that a database without a type for them holds as text. Thread-safe. */
final class MacReader {
  private MacReader() {}

  static byte[] bytes(String text) {
    try {
      return HexFormat.ofDelimiter(":").parseHex(text);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidInput("\"%s\" is no hardware address".formatted(text), malformed);
    }
  }
}
