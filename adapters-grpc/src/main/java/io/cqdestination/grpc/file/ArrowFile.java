package io.cqdestination.grpc.file;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordFile;
import io.cqdestination.core.table.Table;
import io.cqdestination.grpc.arrow.RecordDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.MessageHeader;
import org.jspecify.annotations.Nullable;

/**
 * A file of one of Arrow's IPC formats: the file format (Feather too) or the stream format. One
 * message at a time is in memory. Used by one thread.
 */
public final class ArrowFile implements RecordFile {
  private static final byte[] NOTHING = {};

  private final Path path;
  private final MessageBytes bytes;
  private final MessageFile messages;
  private final FileLayout layout;
  private final RecordDecoder decoder = new RecordDecoder();
  private final byte[] schema;
  private final Table table;
  private long position;

  private ArrowFile(Path path, MessageBytes bytes, FileLayout layout) throws IOException {
    this.path = path;
    this.bytes = bytes;
    this.layout = layout;
    this.messages = new MessageFile(bytes, layout.end());
    this.schema = schema(messages, layout);
    this.table = decoder.table(schema);
    this.position = messages.next();
    layout.verify(messages);
  }

  /**
   * Opens a file and reads its schema.
   *
   * @throws InvalidInput naming the file, when it cannot be read or is no such file
   */
  public static ArrowFile open(Path path) {
    return open(path, path);
  }

  /**
   * Opens a file and reads its schema.
   *
   * @param named what errors call the file
   * @throws InvalidInput when it cannot be read or is no such file
   */
  public static ArrowFile open(Path path, Path named) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      return new ArrowFile(named, new FileBytes(channel), FileLayout.read(channel));
    } catch (IOException | InvalidInput failure) {
      closeQuietly(channel, failure);
      throw named(named, failure);
    }
  }

  /**
   * Reads the schema of a stream that can be read once; {@link #close} closes the pipe.
   *
   * @param named what errors call the pipe
   * @throws InvalidInput when it cannot be read or holds no such stream
   */
  public static ArrowFile open(ReadableByteChannel pipe, Path named) {
    try {
      return new ArrowFile(named, new PipeBytes(pipe), FileLayout.ofPipe());
    } catch (IOException | InvalidInput failure) {
      closeQuietly(pipe, failure);
      throw named(named, failure);
    }
  }

  /**
   * Whether a file that begins so has to be read from its end, and cannot come from a pipe.
   *
   * @param beginning some bytes at least
   */
  public static boolean hasFooter(byte[] beginning) {
    return FileLayout.hasFooter(beginning);
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public void batches(Sink sink) throws InterruptedException {
    try {
      if (layout.blocks() == null) {
        readStream(sink);
      } else {
        readBlocks(layout.blocks(), sink);
        position = bytes.end();
      }
    } catch (IOException | InvalidInput failure) {
      throw named(path, failure);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    closeQuietly(bytes, null);
  }

  /**
   * Some writers, as Polars, leave out the length of a file's first message; all repeat the schema
   * in the footer.
   */
  private static byte[] schema(MessageFile messages, FileLayout layout) throws IOException {
    try {
      return firstMessage(messages, layout);
    } catch (InvalidInput noMessage) {
      if (layout.footer() == null) {
        throw noMessage;
      }
      return FooterSchema.message(layout.footer());
    }
  }

  private static byte[] firstMessage(MessageFile messages, FileLayout layout) throws IOException {
    byte @Nullable [] first;
    try {
      first = messages.read(layout.start(), new byte[0]);
    } catch (InvalidInput damaged) {
      throw new InvalidInput("it is no Arrow IPC file or stream, or is damaged", damaged);
    }
    if (first == null && messages.next() == 0) {
      throw new InvalidInput("it is empty");
    }
    if (first == null || messages.headerType() != MessageHeader.Schema) {
      throw new InvalidInput("it is no Arrow IPC file or stream: it begins with no schema");
    }
    return first;
  }

  /** Writers that begin anew where they left off leave several streams, as joining files does. */
  private void readStream(Sink sink) throws IOException, InterruptedException {
    byte[] beginning = schema;
    while (true) {
      long start = position;
      byte @Nullable [] stream = next(start, beginning);
      position = messages.next();
      if (stream == null && position == start) {
        return;
      }
      if (stream == null) {
        beginning = NOTHING;
      } else if (messages.headerType() == MessageHeader.Schema) {
        beginning = sameSchema(Arrays.copyOfRange(stream, beginning.length, stream.length), start);
      } else if (beginning.length == 0) {
        throw new InvalidInput(leftOver(start));
      } else {
        beginning = take(stream, beginning, sink);
      }
    }
  }

  private byte @Nullable [] next(long start, byte[] beginning) throws IOException {
    try {
      return messages.read(start, beginning);
    } catch (InvalidInput damaged) {
      throw beginning.length == 0 ? new InvalidInput(leftOver(start), damaged) : damaged;
    }
  }

  private byte[] sameSchema(byte[] stream, long start) {
    Table other = decoder.table(stream);
    if (!other.name().equals(table.name()) || !other.columns().equals(table.columns())) {
      throw new InvalidInput(
          "a stream of another table or of other columns follows at byte %d: load it from a file of its own"
              .formatted(start));
    }
    return stream;
  }

  private static String leftOver(long start) {
    return "what follows the end of its stream at byte %d is no Arrow stream".formatted(start);
  }

  private void readBlocks(List<Long> blocks, Sink sink) throws IOException, InterruptedException {
    byte[] beginning = schema;
    for (long block : blocks) {
      byte @Nullable [] stream = messages.read(block, beginning);
      if (stream == null) {
        throw new InvalidInput("its footer names a message that is not there");
      }
      beginning = take(stream, beginning, sink);
      position = Math.max(position, messages.next());
    }
  }

  /**
   * @param stream a whole stream whose last message was just read
   * @return what has to stand before the next message
   */
  private byte[] take(byte[] stream, byte[] beginning, Sink sink) throws InterruptedException {
    return switch (messages.headerType()) {
      case MessageHeader.DictionaryBatch -> stream;
      case MessageHeader.RecordBatch -> {
        decoder.batches(stream, 0, stream.length, sink::accept);
        yield beginning;
      }
      default -> throw new InvalidInput("it has a message that is no record batch");
    };
  }

  private static InvalidInput named(Path path, Exception failure) {
    if (failure instanceof InvalidInput invalid) {
      return new InvalidInput(path + ": " + invalid.getMessage(), invalid);
    }
    String reason = Files.exists(path) ? failure.getMessage() : "no such file";
    return new InvalidInput("%s cannot be read: %s".formatted(path, reason), failure);
  }

  private static void closeQuietly(@Nullable Closeable opened, @Nullable Exception cause) {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException unclosed) {
      if (cause != null) {
        cause.addSuppressed(unclosed);
      }
    }
  }
}
