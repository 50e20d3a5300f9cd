package io.cqdestination.grpc.file;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordFile;
import io.cqdestination.core.table.Table;
import io.cqdestination.grpc.arrow.RecordDecoder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.arrow.flatbuf.MessageHeader;
import org.jspecify.annotations.Nullable;

/**
 * A file of one of Arrow's IPC formats: the file format (Feather too) or the stream format. One
 * message at a time is in memory. Used by one thread.
 */
public final class ArrowFile implements RecordFile {
  private final Path path;
  private final FileChannel channel;
  private final MessageFile messages;
  private final FileLayout layout;
  private final RecordDecoder decoder = new RecordDecoder();
  private final byte[] schema;
  private final Table table;
  private long position;

  private ArrowFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.layout = FileLayout.read(channel);
    this.messages = new MessageFile(channel, layout.end());
    this.schema = firstMessage(messages, layout);
    this.table = decoder.table(schema);
    this.position = messages.next();
  }

  /**
   * Opens a file and reads its schema.
   *
   * @throws InvalidInput naming the file, when it cannot be read or is no such file
   */
  public static ArrowFile open(Path path) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      return new ArrowFile(path, channel);
    } catch (IOException failure) {
      closeQuietly(channel, failure);
      throw unreadable(path, failure);
    } catch (InvalidInput invalid) {
      closeQuietly(channel, invalid);
      throw new InvalidInput(path + ": " + invalid.getMessage(), invalid);
    }
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
      }
      position = channel.size();
    } catch (IOException failure) {
      throw unreadable(path, failure);
    } catch (InvalidInput invalid) {
      throw new InvalidInput(path + ": " + invalid.getMessage(), invalid);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    closeQuietly(channel, null);
  }

  private static byte[] firstMessage(MessageFile messages, FileLayout layout) throws IOException {
    byte @Nullable [] first;
    try {
      first = messages.read(layout.start(), new byte[0]);
    } catch (InvalidInput damaged) {
      throw new InvalidInput("it is no Arrow IPC file or stream, or is damaged", damaged);
    }
    if (first == null || messages.headerType() != MessageHeader.Schema) {
      throw new InvalidInput("it is no Arrow IPC file or stream: it begins with no schema");
    }
    return first;
  }

  private void readStream(Sink sink) throws IOException, InterruptedException {
    byte[] beginning = schema;
    while (true) {
      byte @Nullable [] stream = messages.read(position, beginning);
      if (stream == null) {
        return;
      }
      beginning = take(stream, beginning, sink);
      position = messages.next();
    }
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

  private static InvalidInput unreadable(Path path, IOException failure) {
    String reason = Files.exists(path) ? failure.getMessage() : "no such file";
    return new InvalidInput("%s cannot be read: %s".formatted(path, reason), failure);
  }

  private static void closeQuietly(@Nullable FileChannel channel, @Nullable Exception cause) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException unclosed) {
      if (cause != null) {
        cause.addSuppressed(unclosed);
      }
    }
  }
}
