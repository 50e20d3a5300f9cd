package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The buffers of a compressed batch, decompressed one behind the other. Used by one thread. */
final class DecompressedBody {
  /** More than the largest message; what is compressed a thousandfold does not fill the memory. */
  private static final int MOST_BYTES = 256 << 20;

  private final byte[] bytes;
  private final List<Integer> ends;
  private int next;
  private int bufferStart;
  private int bufferLength;

  private DecompressedBody(byte[] bytes, List<Integer> ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  /**
   * Decompresses the buffers that a header has.
   *
   * @throws InvalidInput when one is damaged, or all together are too large
   */
  static DecompressedBody of(byte[] stream, BatchHeader header, byte codec) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Integer> ends = new ArrayList<>();
    while (header.hasMoreBuffers()) {
      header.readBuffer();
      int start = header.bufferStart();
      all.writeBytes(
          BufferDecompression.decompressed(codec, stream, start, start + header.bufferLength()));
      if (all.size() > MOST_BYTES) {
        throw new InvalidInput(
            "the record has more than %d bytes once it is decompressed".formatted(MOST_BYTES));
      }
      ends.add(all.size());
    }
    return new DecompressedBody(all.toByteArray(), ends);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Moves on to the next buffer, which lies at {@link #bufferStart} in {@link #bytes}. */
  void readBuffer() {
    if (next == ends.size()) {
      throw new InvalidInput("the record has fewer buffers than its schema needs");
    }
    bufferStart = next == 0 ? 0 : ends.get(next - 1);
    bufferLength = ends.get(next) - bufferStart;
    next++;
  }

  int bufferStart() {
    return bufferStart;
  }

  int bufferLength() {
    return bufferLength;
  }
}
