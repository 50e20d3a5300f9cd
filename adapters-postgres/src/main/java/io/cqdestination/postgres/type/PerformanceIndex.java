package io.cqdestination.postgres.type;

import io.cqdestination.postgres.dialect.ObjectNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of the indexes that {@code create_performance_indexes} asks for. */
final class PerformanceIndex {
  private static final String SUFFIX = "_cqpi";
  private static final int LONGEST_TABLE = ObjectNames.USUAL_LIMIT - SUFFIX.length();
  private static final int HEX_DIGITS = 32;

  private PerformanceIndex() {}

  /** The original's name for the table's index: with a hash in place of a table's long name. */
  static String name(String storedTable) {
    return ObjectNames.bytes(storedTable) > LONGEST_TABLE
        ? hash(storedTable) + SUFFIX
        : storedTable + SUFFIX;
  }

  private static String hash(String name) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
