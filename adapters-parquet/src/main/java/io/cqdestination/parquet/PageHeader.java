package io.cqdestination.parquet;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.ByteBuffer;

/**
 * What a page says of itself. Source: the Parquet format's parquet.thrift. Immutable.
 *
 * @param length of the header itself, in bytes
 * @param compressedSize of what follows it, in bytes
 * @param uncompressedSize of the same, in bytes
 * @param valueCount with nulls; 0 where it holds no values
 */
record PageHeader(
    Kind kind, int length, long compressedSize, long uncompressedSize, long valueCount) {

  /** What a page holds. */
  enum Kind {
    DATA,
    DICTIONARY,
    OTHER
  }

  /**
   * @throws InvalidInput when the bytes are no header
   */
  static PageHeader read(ByteBuffer bytes) {
    int begin = bytes.position();
    CompactStruct header = CompactStruct.read(bytes);
    int length = bytes.position() - begin;
    return switch ((int) header.number(1)) {
      case 0 -> of(Kind.DATA, length, header, header.struct(5).number(1));
      case 2 -> of(Kind.DICTIONARY, length, header, header.struct(7).number(1));
      case 3 -> of(Kind.DATA, length, header, header.struct(8).number(1));
      default -> of(Kind.OTHER, length, header, 0);
    };
  }

  private static PageHeader of(Kind kind, int length, CompactStruct header, long valueCount) {
    return new PageHeader(kind, length, header.number(3), header.number(2), valueCount);
  }
}
