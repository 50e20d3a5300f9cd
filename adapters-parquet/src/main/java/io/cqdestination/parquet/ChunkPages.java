package io.cqdestination.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one group of rows. Used by one thread. */
final class ChunkPages {
  /** The library reads no longer ones. */
  private static final int MOST_HEADER_BYTES = 1 << 20;

  /** Mapped at once, and hardly any of it read. */
  private static final int WINDOW_BYTES = 128 << 20;

  private final InputFile file;
  private final ColumnChunk chunk;
  private final long begin;
  private final long end;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowBegin;
  private long valueCount;
  private long mostBytes;

  ChunkPages(InputFile file, ColumnChunk chunk) {
    this.file = file;
    this.chunk = chunk;
    this.begin = chunk.chunkStartOffset();
    this.end = begin + chunk.metaData().totalCompressedSize();
  }

  /**
   * Checks that each page can be as its header says, and that they have the values of the column.
   *
   * @return the bytes of the largest page, uncompressed
   * @throws InvalidInput where that is not so
   */
  long verify() throws IOException {
    if (begin < 0 || end < begin || end > file.length()) {
      throw new InvalidInput("it lies outside of the file");
    }
    long expected = chunk.metaData().numValues();
    Long index = chunk.offsetIndexOffset();
    if (index == null) {
      for (long at = begin; at < end && valueCount < expected; ) {
        at = verifyPage(at);
      }
    } else {
      verifyIndexed(index, chunk.offsetIndexLength());
    }
    if (valueCount != expected) {
      throw new InvalidInput("it has %d values instead of %d".formatted(valueCount, expected));
    }
    return mostBytes;
  }

  /** Where there is an index, the library takes the pages from where it says, but a dictionary. */
  private void verifyIndexed(long at, @Nullable Integer length) throws IOException {
    if (length == null || length < 0 || at < 0 || at + length > file.length()) {
      throw new InvalidInput("the index of its pages lies outside of the file");
    }
    List<CompactStruct> locations = CompactStruct.read(file.readRange(at, length)).structs(1);
    if (!locations.isEmpty() && begin < locations.getFirst().number(1)) {
      verifyPage(begin);
    }
    for (CompactStruct location : locations) {
      verifyPage(location.number(1));
    }
  }

  /** Where the next one begins. */
  private long verifyPage(long at) throws IOException {
    if (at < begin || at >= end) {
      throw new InvalidInput("a page lies outside of it, at byte %d".formatted(at));
    }
    PageHeader page = PageHeader.read(headerAt(at));
    long room = end - at - page.length();
    if (page.compressedSize() < 0 || page.compressedSize() > room) {
      throw new InvalidInput(
          "the page at byte %d claims %d bytes of %d".formatted(at, page.compressedSize(), room));
    }
    if (page.uncompressedSize() < 0
        || page.uncompressedSize()
            > page.compressedSize() * mostFromOne(chunk.metaData().codec())) {
      throw new InvalidInput(
          "the page at byte %d claims to be %d bytes, uncompressed from %d"
              .formatted(at, page.uncompressedSize(), page.compressedSize()));
    }
    mostBytes = Math.max(mostBytes, page.uncompressedSize());
    long mostValues =
        switch (page.kind()) {
          case DATA -> chunk.metaData().numValues() - valueCount;
          case DICTIONARY -> page.uncompressedSize();
          case OTHER -> 0;
        };
    if (page.valueCount() < 0 || page.valueCount() > mostValues) {
      throw new InvalidInput(
          "the page at byte %d claims %d values".formatted(at, page.valueCount()));
    }
    if (page.kind() == PageHeader.Kind.DATA) {
      valueCount += page.valueCount();
    }
    return at + page.length() + page.compressedSize();
  }

  private ByteBuffer headerAt(long at) throws IOException {
    int length = (int) Math.min(MOST_HEADER_BYTES, end - at);
    if (at < windowBegin || at + length > windowBegin + window.capacity()) {
      windowBegin = at;
      window = file.readRange(at, (int) Math.min(WINDOW_BYTES, end - at));
    }
    return window.slice((int) (at - windowBegin), length);
  }

  /** How many bytes one can stand for. */
  private static long mostFromOne(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> 1;
      case SNAPPY -> 22; // a copy of 64 takes three
      case LZ4, LZ4_RAW -> 256; // one more of a length adds 255 to it
      case GZIP -> 1_032; // a match of 258 takes two bits
      default -> 32 << 10; // Zstandard's blocks have up to 128 KiB, and take four
    };
  }
}
