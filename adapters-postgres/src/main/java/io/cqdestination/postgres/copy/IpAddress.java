package io.cqdestination.postgres.copy;

/**
 * Parses the text forms of IP addresses: four decimals with dots, and the forms of RFC 4291,
 * section 2.2. What it accepts, PostgreSQL reads as the same address; PostgreSQL's shortened forms
 * are refused. Thread-safe.
 */
final class IpAddress {
  private IpAddress() {}

  /**
   * Writes the address's bytes, most significant first.
   *
   * @param out has room for 16 bytes at {@code at}
   * @return 4 or 16, the number of bytes; 0 if the text is no address
   */
  static int parse(byte[] text, int start, int end, byte[] out, int at) {
    for (int i = start; i < end; i++) {
      if (text[i] == ':') {
        return parseIpv6(text, start, end, out, at) ? 16 : 0;
      }
    }
    return parseIpv4(text, start, end, out, at, true) ? 4 : 0;
  }

  /**
   * @param leadingZeros whether numbers may have them, which PostgreSQL takes for decimal
   */
  private static boolean parseIpv4(
      byte[] text, int start, int end, byte[] out, int at, boolean leadingZeros) {
    int part = 0;
    int value = -1;
    for (int i = start; i < end; i++) {
      if (text[i] == '.') {
        if (value < 0 || part == 3) {
          return false;
        }
        out[at + part++] = (byte) value;
        value = -1;
      } else {
        int digit = text[i] - '0';
        if (digit < 0 || digit > 9 || (value == 0 && !leadingZeros)) {
          return false;
        }
        value = Math.max(value, 0) * 10 + digit;
        if (value > 255) {
          return false;
        }
      }
    }
    if (part != 3 || value < 0) {
      return false;
    }
    out[at + 3] = (byte) value;
    return true;
  }

  private static boolean parseIpv6(byte[] text, int start, int end, byte[] out, int at) {
    byte[] address = new byte[16];
    int filled = 0;
    int gap = -1;
    int i = start;
    if (end - start >= 2 && text[start] == ':' && text[start + 1] == ':') {
      gap = 0;
      i += 2;
    }
    while (i < end) {
      int groupEnd = i;
      while (groupEnd < end && text[groupEnd] != ':' && text[groupEnd] != '.') {
        groupEnd++;
      }
      if (groupEnd < end && text[groupEnd] == '.') {
        if (filled > 12 || !parseIpv4(text, i, end, address, filled, false)) {
          return false;
        }
        filled += 4;
        i = end;
        break;
      }
      int group = hexadecimal(text, i, groupEnd);
      if (group < 0 || filled > 14) {
        return false;
      }
      address[filled++] = (byte) (group >> 8);
      address[filled++] = (byte) group;
      i = groupEnd;
      if (i < end) {
        i++;
        if (i < end && text[i] == ':') {
          if (gap >= 0) {
            return false;
          }
          gap = filled;
          i++;
        } else if (i == end) {
          return false;
        }
      }
    }
    return spread(address, filled, gap, out, at);
  }

  /** Puts the zeros that "::" stands for in their place. */
  private static boolean spread(byte[] address, int filled, int gap, byte[] out, int at) {
    if (gap < 0 ? filled != 16 : filled > 14) {
      return false;
    }
    int head = gap < 0 ? 16 : gap;
    int tail = filled - head;
    System.arraycopy(address, 0, out, at, head);
    if (gap >= 0) {
      java.util.Arrays.fill(out, at + head, at + 16 - tail, (byte) 0);
      System.arraycopy(address, head, out, at + 16 - tail, tail);
    }
    return true;
  }

  private static int hexadecimal(byte[] text, int start, int end) {
    if (end <= start || end - start > 4) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = Character.digit((char) text[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
