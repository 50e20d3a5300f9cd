package io.cqdestination.postgres.text;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.InetEncoder;
import io.cqdestination.postgres.copy.InetReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Types whose binary form is text, or bytes that are shown as such. */
enum BytesForm implements ValueForm {
  TEXT {
    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      text.append(binary, at, at + length);
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      binary.append(text);
    }
  },
  /** The text behind a version. */
  JSONB {
    private static final int VERSION = 1;

    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      text.append(binary, at + 1, at + length);
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      binary.append(VERSION);
      binary.append(text);
    }
  },
  /** Hexadecimal, which every version reads whatever it writes itself. */
  BYTEA {
    private static final String HEXADECIMAL = "\\x";

    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      text.append(HEXADECIMAL);
      text.append(HexFormat.of().formatHex(binary, at, at + length));
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      if (!text.startsWith(HEXADECIMAL)) {
        throw MalformedValue.of(text, "bytea in hexadecimal");
      }
      appendHexadecimal(text.substring(HEXADECIMAL.length()), "bytea", binary);
    }
  },
  UUID {
    private static final int[] GROUPS = {0, 4, 6, 8, 10, 16};

    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      for (int i = 1; i < GROUPS.length; i++) {
        text.append(i == 1 ? "" : "-");
        text.append(HexFormat.of().formatHex(binary, at + GROUPS[i - 1], at + GROUPS[i]));
      }
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      appendHexadecimal(text.replace("-", ""), "uuid", binary);
    }
  },
  MACADDR {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      text.append(COLONS.formatHex(binary, at, at + length));
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      appendHexadecimal(text.replace(":", ""), "macaddr", binary);
    }
  },
  INET {
    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      byte[] address = InetReader.text(binary, at, length);
      text.append(address, 0, address.length);
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      byte[] bytes = new byte[InetEncoder.LONGEST];
      binary.append(bytes, 0, InetEncoder.put(utf8, 0, utf8.length, bytes, 0));
    }
  };

  private static void appendHexadecimal(String digits, String type, ByteSink binary) {
    try {
      byte[] bytes = HexFormat.of().parseHex(digits);
      binary.append(bytes, 0, bytes.length);
    } catch (IllegalArgumentException malformed) {
      throw MalformedValue.of(digits, type);
    }
  }
}
