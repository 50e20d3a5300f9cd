package io.cqdestination.parquet;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A struct of Thrift's compact protocol: its numbers, structs, and lists of those, by the number of
 * the field; what else it has is passed over. Source: Thrift's "Thrift Compact protocol encoding".
 * Immutable.
 */
record CompactStruct(Map<Integer, Object> fields) {
  /** Parquet's own structs are far flatter. */
  private static final int MOST_NESTING = 32;

  private static final int MOST_BYTES_OF_A_NUMBER = 10;

  /**
   * Reads one, and leaves the buffer behind it.
   *
   * @throws InvalidInput when the bytes end within it, or are something else
   */
  static CompactStruct read(ByteBuffer bytes) {
    return read(bytes, true);
  }

  /**
   * Passes over one, as every length in it has to be one of bytes that are there.
   *
   * @throws InvalidInput when the bytes end within it, or are something else
   */
  static void verify(ByteBuffer bytes) {
    var _ = read(bytes, false);
  }

  private static CompactStruct read(ByteBuffer bytes, boolean kept) {
    try {
      return read(bytes, kept, 0);
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException damaged) {
      throw new InvalidInput("no header, but other bytes, in its place", damaged);
    }
  }

  /**
   * A number that has to be there.
   *
   * @throws InvalidInput when it is not
   */
  long number(int field) {
    if (fields.get(field) instanceof Long number) {
      return number;
    }
    throw new InvalidInput("a header lacks field %d".formatted(field));
  }

  /**
   * A struct that has to be there.
   *
   * @throws InvalidInput when it is not
   */
  CompactStruct struct(int field) {
    if (fields.get(field) instanceof CompactStruct struct) {
      return struct;
    }
    throw new InvalidInput("a header lacks field %d".formatted(field));
  }

  /** The structs of a list; empty where there is none. */
  List<CompactStruct> structs(int field) {
    return fields.get(field) instanceof List<?> list
        ? list.stream()
            .filter(CompactStruct.class::isInstance)
            .map(CompactStruct.class::cast)
            .toList()
        : List.of();
  }

  private static CompactStruct read(ByteBuffer bytes, boolean kept, int depth) {
    if (depth > MOST_NESTING) {
      throw new IllegalArgumentException("structs within structs without end");
    }
    Map<Integer, Object> fields = new HashMap<>();
    int field = 0;
    for (int head = bytes.get() & 0xff; (head & 0xf) != 0; head = bytes.get() & 0xff) {
      int step = head >>> 4;
      field = step == 0 ? (int) number(bytes) : field + step;
      int type = head & 0xf;
      // The types 1 and 2 say true and false themselves.
      Object value = type <= 2 ? null : value(bytes, type, kept, depth);
      if (kept && value != null) {
        fields.put(field, value);
      }
    }
    return new CompactStruct(fields);
  }

  private static @Nullable Object value(ByteBuffer bytes, int type, boolean kept, int depth) {
    return switch (type) {
      case 1, 2, 3 -> passOver(bytes, 1);
      case 4, 5, 6 -> number(bytes);
      case 7 -> passOver(bytes, Double.BYTES);
      case 8 -> passOver(bytes, Math.toIntExact(unsigned(bytes)));
      case 9, 10 -> list(bytes, kept, depth);
      case 12 -> read(bytes, kept, depth + 1);
      default -> throw new IllegalArgumentException("type %d".formatted(type));
    };
  }

  private static List<Object> list(ByteBuffer bytes, boolean kept, int depth) {
    int head = bytes.get() & 0xff;
    long size = head >>> 4 == 0xf ? unsigned(bytes) : head >>> 4;
    List<Object> list = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      Object value = value(bytes, head & 0xf, kept, depth + 1);
      if (kept && value != null) {
        list.add(value);
      }
    }
    return list;
  }

  private static @Nullable Object passOver(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
    return null;
  }

  private static long number(ByteBuffer bytes) {
    long zigzag = unsigned(bytes);
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  private static long unsigned(ByteBuffer bytes) {
    long value = 0;
    for (int i = 0; i < MOST_BYTES_OF_A_NUMBER; i++) {
      byte next = bytes.get();
      value |= (next & 0x7fL) << 7 * i;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number without end");
  }
}
