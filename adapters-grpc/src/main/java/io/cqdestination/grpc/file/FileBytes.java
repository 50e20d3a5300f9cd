package io.cqdestination.grpc.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file, read in any order. */
record FileBytes(FileChannel channel) implements MessageBytes {

  @Override
  public long end() throws IOException {
    return channel.size();
  }

  @Override
  public int read(long position, byte[] into, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position() - offset) < 0) {
        break;
      }
    }
    return buffer.position() - offset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
