package io.cqdestination.grpc.file;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.MessageHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of an IPC file are. Source: the Apache Arrow columnar format, "IPC File
 * Format". Immutable.
 *
 * @param start position of the schema's message
 * @param end position behind the last byte that may belong to a message
 * @param blocks positions of dictionaries, then of batches, as a footer names them; null for a
 *     stream, whose messages follow one another
 * @param footer null for a stream
 */
record FileLayout(long start, long end, @Nullable List<Long> blocks, @Nullable Footer footer) {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OLD_FEATHER = "FEA1".getBytes(StandardCharsets.US_ASCII);
  private static final String MISFIT =
      "its footer is not that of the whole file: is it damaged, or several files joined to one?";
  private static final int PADDED_MAGIC = 8;
  private static final int LENGTH = 4;

  /** A stream's, whose end only reading on can tell. */
  static FileLayout ofPipe() {
    return new FileLayout(0, Long.MAX_VALUE, null, null);
  }

  /** Whether what begins so is no stream, and has to be read from its end. */
  static boolean hasFooter(byte[] beginning) {
    return startsWith(beginning, MAGIC) || startsWith(beginning, OLD_FEATHER);
  }

  static FileLayout read(FileChannel channel) throws IOException {
    long size = channel.size();
    byte[] beginning = bytes(channel, 0, (int) Math.min(size, PADDED_MAGIC));
    if (startsWith(beginning, OLD_FEATHER)) {
      throw new InvalidInput("Feather version 1 is not supported: write it as version 2");
    }
    return startsWith(beginning, MAGIC)
        ? withFooter(channel, size)
        : new FileLayout(0, size, null, null);
  }

  /**
   * Files joined to one have the footer of the last, whose positions do not count from here.
   *
   * @param messages at which the schema has just been read
   * @throws InvalidInput when the footer is not that of the whole file
   */
  void verify(MessageFile messages) throws IOException {
    boolean hasMessages = messages.headerType() != MessageHeader.NONE;
    if (blocks == null || (blocks.isEmpty() && !hasMessages)) {
      return;
    }
    try {
      if (!blocks.isEmpty()) {
        messages.skip(Collections.max(blocks));
      }
      long position = messages.next();
      while (position < end && messages.read(position, new byte[0]) == null) {
        position = messages.next();
      }
      if (position == end) {
        return;
      }
    } catch (InvalidInput damaged) {
      throw new InvalidInput(MISFIT, damaged);
    }
    throw new InvalidInput(MISFIT);
  }

  private static FileLayout withFooter(FileChannel channel, long size) throws IOException {
    int tail = LENGTH + MAGIC.length;
    if (size < PADDED_MAGIC + tail) {
      throw cut();
    }
    byte[] end = bytes(channel, size - tail, tail);
    int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (!Arrays.equals(end, LENGTH, tail, MAGIC, 0, MAGIC.length)
        || length <= 0
        || length > size - PADDED_MAGIC - tail) {
      throw cut();
    }
    long footerStart = size - tail - length;
    try {
      Footer footer = Footer.getRootAsFooter(ByteBuffer.wrap(bytes(channel, footerStart, length)));
      List<Long> blocks = new ArrayList<>();
      for (int i = 0; i < footer.dictionariesLength(); i++) {
        blocks.add(footer.dictionaries(i).offset());
      }
      for (int i = 0; i < footer.recordBatchesLength(); i++) {
        blocks.add(footer.recordBatches(i).offset());
      }
      if (blocks.stream().anyMatch(block -> block < PADDED_MAGIC || block >= footerStart)) {
        throw new InvalidInput("its footer is damaged");
      }
      return new FileLayout(PADDED_MAGIC, footerStart, List.copyOf(blocks), footer);
    } catch (IndexOutOfBoundsException damaged) {
      throw new InvalidInput("its footer is damaged", damaged);
    }
  }

  private static byte[] bytes(FileChannel channel, long start, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, start + buffer.position()) < 0) {
        throw cut();
      }
    }
    return buffer.array();
  }

  private static boolean startsWith(byte[] bytes, byte[] beginning) {
    return bytes.length >= beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }

  private static InvalidInput cut() {
    return new InvalidInput("it is cut short: its footer is missing");
  }
}
