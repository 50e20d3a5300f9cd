package io.cqdestination.postgres.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of database objects within the limit of a database, cut between characters. Pure. */
public final class ObjectNames {
  /** That of nearly every database: of NAMEDATALEN - 1 bytes, where nobody has changed that. */
  public static final NameLimit USUAL_LIMIT = new NameLimit(63, ServerEncoding.UTF_8);

  private static final int HEX_DIGITS = 32;

  private ObjectNames() {}

  /** The longest beginning of a name that fits; NUL, which no name can hold, is left out. */
  public static String fit(String name, NameLimit limit) {
    return limit.encoding().beginning(name.replace("\0", ""), limit.bytes());
  }

  /**
   * A name with a suffix; where that is too long, a hash takes the name's place, so that different
   * names stay different.
   */
  public static String withSuffix(String name, String suffix, NameLimit limit) {
    String whole = name + suffix;
    // The original counts in UTF-8 whatever the database has.
    boolean fits =
        limit.encoding().bytes(whole) <= limit.bytes()
            && USUAL_LIMIT.encoding().bytes(whole) <= USUAL_LIMIT.bytes();
    return fits ? whole : hash(name) + suffix;
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

  /**
   * A name made of two names and a label as PostgreSQL makes it for an unnamed constraint: the
   * longer name is shortened first (makeObjectName in src/backend/commands/indexcmds.c).
   */
  static String join(String first, String second, String label, NameLimit limit) {
    ServerEncoding encoding = limit.encoding();
    int available = limit.bytes() - 2 - encoding.bytes(label);
    int one = encoding.bytes(first);
    int other = encoding.bytes(second);
    while (one + other > available) {
      if (one > other) {
        one--;
      } else {
        other--;
      }
    }
    return encoding.beginning(first, one) + "_" + encoding.beginning(second, other) + "_" + label;
  }
}
