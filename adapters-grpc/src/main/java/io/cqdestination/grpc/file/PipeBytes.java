package io.cqdestination.grpc.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The bytes of a pipe, each of which can be read once. */
final class PipeBytes implements MessageBytes {
  private final ReadableByteChannel channel;
  private long position;

  PipeBytes(ReadableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public long end() {
    return Long.MAX_VALUE;
  }

  /**
   * @param start the position behind the bytes read last
   */
  @Override
  public int read(long start, byte[] into, int offset, int length) throws IOException {
    if (start != position) {
      throw new IllegalArgumentException("a pipe is at %d, not at %d".formatted(position, start));
    }
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        break;
      }
    }
    position += buffer.position() - offset;
    return buffer.position() - offset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
