package io.cqdestination.grpc.file;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Reads single messages of a file, each from its first byte to its last. Source: the Apache Arrow
 * columnar format, "Encapsulated message format". Used by one thread.
 */
final class MessageFile {
  private static final int CONTINUATION = 0xFFFFFFFF;

  /** More than a schema of the most columns takes; keeps other files from asking for more. */
  private static final int MOST_METADATA = 64 << 20;

  private final MessageBytes bytes;
  private final long end;
  private byte headerType;
  private long bodyLength;
  private long next;

  /**
   * @param end position behind the last byte that may belong to a message
   */
  MessageFile(MessageBytes bytes, long end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** What the message read last is, as Arrow's Message.fbs numbers it. */
  byte headerType() {
    return headerType;
  }

  /**
   * The position behind the message or the end marker read last; the position itself where there
   * was neither.
   */
  long next() {
    return next;
  }

  /**
   * Reads the message at a position.
   *
   * @param beginning what the result begins with, so that it is a stream of its own
   * @return null at an end marker, and where nothing follows
   * @throws InvalidInput when it is no message, or not a whole one
   */
  byte @Nullable [] read(long start, byte[] beginning) throws IOException {
    byte[] head = head(start);
    if (head == null) {
      return null;
    }
    int before = beginning.length + head.length;
    byte[] stream = Arrays.copyOf(beginning, size(before + bodyLength));
    System.arraycopy(head, 0, stream, beginning.length, head.length);
    fill(start + head.length, stream, before);
    return stream;
  }

  /**
   * Finds the end of the message at a position, without its body.
   *
   * @throws InvalidInput when there is none
   */
  void skip(long start) throws IOException {
    if (head(start) == null) {
      throw cut();
    }
  }

  /** The message's bytes before its body, or null where there is no message. */
  private byte @Nullable [] head(long start) throws IOException {
    next = start;
    if (start == end) {
      return null;
    }
    byte[] prefix = new byte[4];
    int count = bytes.read(start, prefix, 0, 4);
    if (count == 0) {
      return null;
    }
    if (count < 4) {
      throw cut();
    }
    int length = number(prefix, 0);
    if (length == CONTINUATION) {
      prefix = Arrays.copyOf(prefix, 8);
      fill(start + 4, prefix, 4);
      length = number(prefix, 4);
    }
    next = start + prefix.length;
    if (length == 0) {
      return null;
    }
    if (length < 8 || length > MOST_METADATA || length > end - next) {
      throw cut();
    }
    byte[] head = Arrays.copyOf(prefix, prefix.length + length);
    fill(next, head, prefix.length);
    next += length;
    readMetadata(ByteBuffer.wrap(head, prefix.length, length).slice());
    return head;
  }

  private void readMetadata(ByteBuffer metadata) {
    try {
      Message message = Message.getRootAsMessage(metadata);
      headerType = message.headerType();
      bodyLength = message.bodyLength();
    } catch (IndexOutOfBoundsException damaged) {
      throw new InvalidInput("a message header is damaged", damaged);
    }
    if (bodyLength < 0 || bodyLength > end - next) {
      throw cut();
    }
    next += bodyLength;
  }

  private static int size(long size) {
    if (size > Math.min(Runtime.getRuntime().maxMemory() / 2, Integer.MAX_VALUE - 8)) {
      throw new InvalidInput(
          "a batch of %d MiB does not fit into memory: write the file with smaller batches"
              .formatted(size >> 20));
    }
    return (int) size;
  }

  /** Fills an array from an offset on. */
  private void fill(long position, byte[] into, int offset) throws IOException {
    int length = into.length - offset;
    if (bytes.read(position, into, offset, length) < length) {
      throw cut();
    }
  }

  private static int number(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }

  private static InvalidInput cut() {
    return new InvalidInput("it is cut short or damaged: it ends inside a message");
  }
}
