package io.cqdestination.grpc.file;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Reads single messages of a file. Source: the Apache Arrow columnar format, "Encapsulated message
 * format". Used by one thread.
 */
final class MessageFile {
  private static final int CONTINUATION = 0xFFFFFFFF;

  private final FileChannel channel;
  private final long end;
  private byte headerType;
  private long next;

  /**
   * @param end position behind the last byte that may belong to a message
   */
  MessageFile(FileChannel channel, long end) {
    this.channel = channel;
    this.end = end;
  }

  /** What the message read last is, as Arrow's Message.fbs numbers it. */
  byte headerType() {
    return headerType;
  }

  /** The position behind the message read last. */
  long next() {
    return next;
  }

  /**
   * Reads the message at a position.
   *
   * @param beginning what the result begins with, so that it is a stream of its own
   * @return null at the end of the messages
   */
  byte @Nullable [] read(long start, byte[] beginning) throws IOException {
    if (start == end) {
      return null;
    }
    ByteBuffer prefix = bytes(start, Math.min(8, end - start));
    if (prefix.remaining() < 4) {
      throw cut();
    }
    int length = prefix.getInt();
    long metadataStart = start + 4;
    if (length == CONTINUATION) {
      if (prefix.remaining() < 4) {
        throw cut();
      }
      length = prefix.getInt();
      metadataStart += 4;
    }
    if (length == 0) {
      return null;
    }
    if (length < 8 || length > end - metadataStart) {
      throw cut();
    }
    long body = bodyLength(bytes(metadataStart, length));
    long bodyStart = metadataStart + length;
    if (body < 0 || body > end - bodyStart) {
      throw cut();
    }
    next = bodyStart + body;
    return withBeginning(beginning, start);
  }

  private long bodyLength(ByteBuffer metadata) {
    try {
      Message message = Message.getRootAsMessage(metadata);
      headerType = message.headerType();
      return message.bodyLength();
    } catch (IndexOutOfBoundsException damaged) {
      throw new InvalidInput("a message header is damaged", damaged);
    }
  }

  private byte[] withBeginning(byte[] beginning, long start) throws IOException {
    long size = beginning.length + next - start;
    if (size > Runtime.getRuntime().maxMemory() / 2) {
      throw new InvalidInput(
          "a batch of %d MiB does not fit into memory: write the file with smaller batches"
              .formatted(size >> 20));
    }
    byte[] stream = Arrays.copyOf(beginning, (int) size);
    fill(ByteBuffer.wrap(stream, beginning.length, (int) size - beginning.length), start);
    return stream;
  }

  private ByteBuffer bytes(long start, long length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    fill(buffer, start);
    return buffer.flip();
  }

  private void fill(ByteBuffer buffer, long start) throws IOException {
    long position = start;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, position);
      if (count < 0) {
        throw cut();
      }
      position += count;
    }
  }

  private static InvalidInput cut() {
    return new InvalidInput("it is cut short or damaged: it ends inside a message");
  }
}
