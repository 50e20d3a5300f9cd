package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import java.nio.charset.StandardCharsets;

/**
 * Encodes network addresses as {@code inet}: family, bits of the mask, whether it is a cidr,
 * length, address (inet_send). An address without a mask is one host. Thread-safe.
 */
public final class InetEncoder {
  private static final int IPV4 = 2;
  private static final int IPV6 = 3;

  /** Most bytes that an address takes. */
  public static final int LONGEST = 4 + 16;

  private InetEncoder() {}

  static FieldWriter writer(ColumnView column) {
    return new FieldWriter() {
      @Override
      long bound(int fromRow, int toRow) {
        return (4L + LONGEST) * (toRow - fromRow);
      }

      @Override
      int write(int row, byte[] out, int at) {
        int end = put(column.bytes(), column.start(row), column.end(row), out, at + 4);
        BigEndian.putInt(out, at, end - at - 4);
        return end;
      }
    };
  }

  /**
   * Writes the bytes of the address in a text.
   *
   * @param out has room for 20 bytes at {@code at}
   * @return the position behind them
   * @throws InvalidInput when the text is no address
   */
  public static int put(byte[] text, int start, int end, byte[] out, int at) {
    int slash = indexOf(text, start, end, '/');
    int addressEnd = slash < 0 ? end : slash;
    int length = IpAddress.parse(text, start, addressEnd, out, at + 4);
    if (length == 0) {
      throw invalid(text, start, end);
    }
    int bits = slash < 0 ? length * 8 : maskBits(text, slash + 1, end, length * 8);
    if (bits < 0) {
      throw invalid(text, start, end);
    }
    out[at] = (byte) (length == 4 ? IPV4 : IPV6);
    out[at + 1] = (byte) bits;
    out[at + 2] = 0;
    out[at + 3] = (byte) length;
    return at + 4 + length;
  }

  /** Leading zeros are for IPv4 only, as with PostgreSQL. */
  private static int maskBits(byte[] text, int start, int end, int longest) {
    if (end <= start || (longest == 128 && end - start > 1 && text[start] == '0')) {
      return -1;
    }
    int bits = 0;
    for (int i = start; i < end; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      bits = bits * 10 + text[i] - '0';
      if (bits > longest) {
        return -1;
      }
    }
    return bits;
  }

  private static int indexOf(byte[] text, int start, int end, char wanted) {
    for (int i = start; i < end; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static InvalidInput invalid(byte[] text, int start, int end) {
    String shown = new String(text, start, Math.min(end - start, 60), StandardCharsets.UTF_8);
    return new InvalidInput("\"" + shown + "\" is not a network address");
  }
}
