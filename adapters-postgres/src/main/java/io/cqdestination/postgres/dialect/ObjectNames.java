package io.cqdestination.postgres.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of database objects within a limit of bytes in UTF-8, cut between characters. Pure. */
public final class ObjectNames {
  /** What every build of PostgreSQL holds unless it was compiled otherwise: NAMEDATALEN - 1. */
  public static final int USUAL_LIMIT = 63;

  private static final int HEX_DIGITS = 32;

  private ObjectNames() {}

  /** The longest beginning of a name that fits; NUL, which no name can hold, is left out. */
  public static String fit(String name, int maxBytes) {
    String clean = name.replace("\0", "");
    byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= maxBytes ? clean : beginning(bytes, maxBytes);
  }

  /** How many bytes a name has. */
  public static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * A name with a suffix; where that is too long, a hash takes the name's place, so that different
   * names stay different.
   */
  public static String withSuffix(String name, String suffix) {
    return (bytes(name) > USUAL_LIMIT - bytes(suffix) ? hash(name) : name) + suffix;
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
  static String join(String first, String second, String label) {
    byte[] one = first.getBytes(StandardCharsets.UTF_8);
    byte[] other = second.getBytes(StandardCharsets.UTF_8);
    int available = USUAL_LIMIT - 2 - bytes(label);
    int oneLength = one.length;
    int otherLength = other.length;
    while (oneLength + otherLength > available) {
      if (oneLength > otherLength) {
        oneLength--;
      } else {
        otherLength--;
      }
    }
    return beginning(one, oneLength) + "_" + beginning(other, otherLength) + "_" + label;
  }

  private static String beginning(byte[] utf8, int maxBytes) {
    int end = Math.min(maxBytes, utf8.length);
    while (end > 0 && end < utf8.length && isContinuation(utf8[end])) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }
}
