package io.cqdestination.postgres.copy;

import java.nio.charset.StandardCharsets;

/** Reads {@code inet} as text with a mask; IPv6 in the form of RFC 5952. Thread-safe. */
public final class InetReader {
  private InetReader() {}

  public static byte[] text(byte[] bytes, int at, int length) {
    int bits = bytes[at + 1] & 0xFF;
    int start = at + 4;
    String address = length == 8 ? ipv4(bytes, start) : ipv6(bytes, start);
    return (address + "/" + bits).getBytes(StandardCharsets.US_ASCII);
  }

  private static String ipv4(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        + "."
        + (bytes[at + 1] & 0xFF)
        + "."
        + (bytes[at + 2] & 0xFF)
        + "."
        + (bytes[at + 3] & 0xFF);
  }

  private static String ipv6(byte[] bytes, int at) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[at + 2 * i] & 0xFF) << 8 | (bytes[at + 2 * i + 1] & 0xFF);
    }
    int gap = -1;
    int gapLength = 1; // a single zero is written as such
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > gapLength) {
        gap = i;
        gapLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
