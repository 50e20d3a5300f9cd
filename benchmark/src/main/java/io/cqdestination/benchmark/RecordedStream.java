package io.cqdestination.benchmark;

import com.google.common.io.ByteStreams;
import com.google.protobuf.CodedInputStream;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The messages of one Write call in a temporary file, made before anything is measured. Used by one
 * thread.
 *
 * @param tables the names of its tables
 */
record RecordedStream(Path file, List<String> tables) implements AutoCloseable {
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);
  private static final int BUFFER_BYTES = 1 << 20;

  /**
   * Writes the messages: the migrations, then the rows, record by record over all tables.
   *
   * @param keyed whether the tables have their primary key
   */
  static RecordedStream record(Shape shape, int tables, boolean keyed, int rows, int rowsPerRecord)
      throws IOException {
    List<SampleTable> schemas =
        IntStream.range(0, tables).mapToObj(i -> shape.table("bench_" + i, keyed)).toList();
    Path file = Files.createTempFile("benchmark-", ".messages");
    file.toFile().deleteOnExit();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      for (SampleTable schema : schemas) {
        WriteMessages.migrate(schema).writeDelimitedTo(out);
      }
      Random random = new Random(1);
      int record = 0;
      for (int row = 0; row < rows; row += rowsPerRecord) {
        SampleRow[] batch = new SampleRow[Math.min(rowsPerRecord, rows - row)];
        for (int i = 0; i < batch.length; i++) {
          batch[i] = shape.row(row + i, random);
        }
        WriteMessages.insert(schemas.get(record++ % tables), batch).writeDelimitedTo(out);
      }
    }
    return new RecordedStream(file, schemas.stream().map(SampleTable::name).toList());
  }

  /** Sends all of it as one Write call; returns when it is answered. */
  void send(PluginClient client) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      WriteStream stream = client.openWrite(LONGEST_WRITE);
      for (int first = in.read(); first >= 0 && !stream.hasEnded(); first = in.read()) {
        byte[] message = new byte[CodedInputStream.readRawVarint32(first, in)];
        ByteStreams.readFully(in, message);
        stream.sendSerialized(message);
      }
      stream.finish();
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
