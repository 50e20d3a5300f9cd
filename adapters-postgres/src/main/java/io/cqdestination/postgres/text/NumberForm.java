package io.cqdestination.postgres.text;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;

/** Truth values, whole numbers and floating point numbers. */
enum NumberForm implements ValueForm {
  BOOLEAN(1) {
    @Override
    String text(byte[] binary, int at) {
      return binary[at] != 0 ? "t" : "f";
    }

    @Override
    void put(String text, byte[] binary) {
      binary[0] = (byte) (text.startsWith("t") ? 1 : 0);
    }
  },
  INT2(2) {
    @Override
    String text(byte[] binary, int at) {
      return Short.toString(BigEndian.getShort(binary, at));
    }

    @Override
    void put(String text, byte[] binary) {
      BigEndian.putShort(binary, 0, Short.parseShort(text));
    }
  },
  INT4(4) {
    @Override
    String text(byte[] binary, int at) {
      return Integer.toString(BigEndian.getInt(binary, at));
    }

    @Override
    void put(String text, byte[] binary) {
      BigEndian.putInt(binary, 0, Integer.parseInt(text));
    }
  },
  INT8(8) {
    @Override
    String text(byte[] binary, int at) {
      return Long.toString(BigEndian.getLong(binary, at));
    }

    @Override
    void put(String text, byte[] binary) {
      BigEndian.putLong(binary, 0, Long.parseLong(text));
    }
  },
  /** Written with all digits of the number, so that a server that reads it as a double is exact. */
  FLOAT4(4) {
    @Override
    String text(byte[] binary, int at) {
      return Double.toString(Float.intBitsToFloat(BigEndian.getInt(binary, at)));
    }

    @Override
    void put(String text, byte[] binary) {
      BigEndian.putInt(binary, 0, Float.floatToIntBits(Float.parseFloat(javaWord(text))));
    }
  },
  FLOAT8(8) {
    @Override
    String text(byte[] binary, int at) {
      return Double.toString(Double.longBitsToDouble(BigEndian.getLong(binary, at)));
    }

    @Override
    void put(String text, byte[] binary) {
      BigEndian.putLong(binary, 0, Double.doubleToLongBits(Double.parseDouble(javaWord(text))));
    }
  };

  private final int width;

  NumberForm(int width) {
    this.width = width;
  }

  abstract String text(byte[] binary, int at);

  abstract void put(String text, byte[] binary);

  @Override
  public void appendText(byte[] binary, int at, int length, ByteSink text) {
    text.append(text(binary, at));
  }

  @Override
  public void appendBinary(String text, ByteSink binary) {
    byte[] bytes = new byte[width];
    try {
      put(text, bytes);
    } catch (NumberFormatException malformed) {
      throw MalformedValue.of(text, name());
    }
    binary.append(bytes, 0, width);
  }

  /** CockroachDB has a short word for infinity in some places. */
  private static String javaWord(String text) {
    return switch (text) {
      case "+Inf", "Inf", "+Infinity" -> "Infinity";
      case "-Inf" -> "-Infinity";
      default -> text;
    };
  }
}
