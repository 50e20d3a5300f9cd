package io.cqdestination.grpc.arrow;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.LittleEndian;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * Decompresses a record's buffers as their bytes come, never trusting the length they claim:
 * Arrow's own codecs take that much memory at once. Thread-safe.
 */
final class BufferDecompression extends AbstractCompressionCodec {
  /** What Arrow's reader asks for its codecs. */
  static final Factory FACTORY =
      new Factory() {
        @Override
        public CompressionCodec createCodec(CodecType type) {
          return new BufferDecompression(type);
        }

        @Override
        public CompressionCodec createCodec(CodecType type, int level) {
          return new BufferDecompression(type);
        }
      };

  /** A buffer beyond it, which would have been compressed a thousandfold, is refused. */
  private static final long MOST_BYTES = 256L << 20;

  private static final int LENGTH_BYTES = Long.BYTES;

  private final CodecType type;

  private BufferDecompression(CodecType type) {
    this.type = type;
  }

  @Override
  public CodecType getCodecType() {
    return type;
  }

  @Override
  protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf buffer) {
    throw new UnsupportedOperationException("records are not sent compressed");
  }

  @Override
  protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf buffer) {
    byte[] compressed = new byte[Math.toIntExact(buffer.writerIndex())];
    buffer.getBytes(0, compressed);
    byte[] bytes = decompressed(type.getType(), compressed, 0, compressed.length);
    ArrowBuf result = allocator.buffer(bytes.length);
    result.setBytes(0, bytes);
    result.writerIndex(bytes.length);
    return result;
  }

  /**
   * The bytes of a compressed buffer, which begins with their number, or with -1 where they were
   * left as they are.
   *
   * @param codec as Arrow's Message.fbs numbers it
   * @throws InvalidInput when they are damaged or too many
   */
  static byte[] decompressed(byte codec, byte[] buffer, int start, int end) {
    if (start == end) {
      return new byte[0];
    }
    if (end - start < LENGTH_BYTES) {
      throw new InvalidInput("the record has a compressed buffer without a length");
    }
    long claimed = LittleEndian.getLong(buffer, start);
    int first = start + LENGTH_BYTES;
    if (claimed == CompressionUtil.NO_COMPRESSION_LENGTH) {
      return Arrays.copyOfRange(buffer, first, end);
    }
    if (claimed == 0) {
      return new byte[0]; // Arrow's Java library writes nothing behind it
    }
    if (claimed < 0 || claimed > MOST_BYTES) {
      throw new InvalidInput("the record has a compressed buffer of %d bytes".formatted(claimed));
    }
    try (InputStream stream = open(codec, new ByteArrayInputStream(buffer, first, end - first))) {
      byte[] bytes = stream.readNBytes((int) claimed);
      if (bytes.length < claimed || stream.read() >= 0) {
        throw new InvalidInput("the record has a compressed buffer of another length");
      }
      return bytes;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      throw new InvalidInput("the record has a damaged compressed buffer", damaged);
    }
  }

  private static InputStream open(byte codec, InputStream compressed) throws IOException {
    return switch (codec) {
      case CompressionType.LZ4_FRAME -> new FramedLZ4CompressorInputStream(compressed);
      case CompressionType.ZSTD -> new ZstdInputStreamNoFinalizer(compressed);
      default -> throw new InvalidInput("the record is compressed in an unknown way");
    };
  }
}
