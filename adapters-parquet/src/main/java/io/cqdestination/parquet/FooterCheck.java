package io.cqdestination.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a file's footer says that makes its rows unreadable or others than one would think. Source:
 * the Parquet format's "File Format". Pure.
 */
final class FooterCheck {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** The footer's length, and the magic again. */
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private FooterCheck() {}

  /**
   * Checks that nothing in the footer claims to be longer than the footer, before the library makes
   * room for it. A file without a footer is left to the library's words.
   *
   * @throws InvalidInput when something does
   */
  static void verifyLengths(InputFile file) throws IOException {
    long end = file.length() - TAIL;
    if (end < MAGIC.length || !isMagic(file.readRange(end + Integer.BYTES, MAGIC.length))) {
      return;
    }
    int length = footerLength(file);
    if (length >= 0 && length <= end) {
      CompactStruct.verify(file.readRange(end - length, length));
    }
  }

  /**
   * Checks that every column can be decompressed.
   *
   * @throws InvalidInput naming the first column that cannot, and its compression
   */
  static void verifyCompression(FileMetaData footer) {
    for (RowGroup rows : footer.rowGroups()) {
      for (ColumnChunk column : rows.columns()) {
        CompressionCodec codec = column.metaData().codec();
        if (codec == CompressionCodec.BROTLI || codec == CompressionCodec.LZO) {
          throw new InvalidInput(
              ("column %s is compressed with %s, which is not supported: write the file with"
                      + " Zstandard, Snappy, gzip or LZ4, or uncompressed")
                  .formatted(
                      column.metaData().pathInSchema(),
                      codec == CompressionCodec.BROTLI ? "Brotli" : "LZO"));
        }
      }
    }
  }

  /**
   * Checks that the footer is that of the whole file: joined files have that of the last, whose
   * positions do not count from here, so that rows of the first would be read in place of its own.
   *
   * @throws InvalidInput when files were joined
   */
  static void verifyPositions(InputFile file, FileMetaData footer) throws IOException {
    // Joined files are longer than the last of them by those before, at whose end that one begins.
    long before = file.length() - TAIL - footerLength(file) - contentEnd(footer);
    if (before >= 2L * MAGIC.length
        && isMagic(file.readRange(before - MAGIC.length, MAGIC.length))
        && isMagic(file.readRange(before, MAGIC.length))) {
      throw new InvalidInput(
          "its footer is not that of the whole file: several files joined to one?");
    }
  }

  private static int footerLength(InputFile file) throws IOException {
    return file.readRange(file.length() - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static long contentEnd(FileMetaData footer) {
    long end = MAGIC.length;
    for (RowGroup rows : footer.rowGroups()) {
      for (ColumnChunk column : rows.columns()) {
        end = Math.max(end, end(column));
      }
    }
    return end;
  }

  private static long end(ColumnChunk column) {
    long end = column.chunkStartOffset() + column.metaData().totalCompressedSize();
    if (column.offsetIndexOffset() != null && column.offsetIndexLength() != null) {
      end = Math.max(end, column.offsetIndexOffset() + column.offsetIndexLength());
    }
    if (column.columnIndexOffset() != null && column.columnIndexLength() != null) {
      end = Math.max(end, column.columnIndexOffset() + column.columnIndexLength());
    }
    Long filter = column.metaData().bloomFilterOffset();
    Integer filterLength = column.metaData().bloomFilterLength();
    return filter == null || filterLength == null ? end : Math.max(end, filter + filterLength);
  }

  private static boolean isMagic(ByteBuffer bytes) {
    return bytes.equals(ByteBuffer.wrap(MAGIC));
  }
}
