package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an IPC stream with Arrow's own reader, for what cannot be read in place, and copies its
 * vectors into views. Off the usual path; every buffer of Arrow's is freed before it returns. Used
 * by one thread.
 */
final class ConvertingReader {
  /** What the values of a message of the largest size take beside it. */
  private static final long MOST_BYTES = 512L << 20;

  private final BatchHeader header = new BatchHeader();

  /**
   * Hands on the batches of a stream.
   *
   * @throws InvalidInput when the bytes are no such stream; batches before the fault have been
   *     handed on
   */
  void read(RecordSchema schema, byte[] stream, int start, int end, RecordDecoder.BatchSink sink)
      throws InterruptedException {
    verify(stream, start, end);
    try (CallAllocator allocator = new CallAllocator(MOST_BYTES);
        ArrowStreamReader reader =
            new ArrowStreamReader(
                new ByteArrayInputStream(stream, start, end - start),
                allocator,
                BufferDecompression.FACTORY)) {
      VectorConverter converter = new VectorConverter(reader, allocator);
      for (RecordBatch batch = next(schema, reader, converter);
          batch != null;
          batch = next(schema, reader, converter)) {
        sink.accept(batch);
      }
    } catch (IOException damaged) {
      throw unreadable(schema.table(), damaged);
    }
  }

  /** Arrow's reader takes the memory that a length asks for before it looks at the bytes. */
  private void verify(byte[] stream, int start, int end) {
    IpcMessage schema = IpcFraming.next(stream, start, end);
    int position = schema == null ? end : schema.end();
    for (IpcMessage message = IpcFraming.next(stream, position, end);
        message != null;
        message = IpcFraming.next(stream, position, end)) {
      if (message.headerType() != MessageHeader.RecordBatch
          && message.headerType() != MessageHeader.DictionaryBatch) {
        throw new InvalidInput("the Arrow stream has a message that is no batch");
      }
      header.open(message);
      header.verify();
      position = message.end();
    }
  }

  private static @Nullable RecordBatch next(
      RecordSchema schema, ArrowStreamReader reader, VectorConverter converter) throws IOException {
    try {
      if (!reader.loadNextBatch()) {
        return null;
      }
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      List<ColumnView> columns = new ArrayList<>();
      long size = 0;
      for (int i = 0; i < schema.layouts().size(); i++) {
        ColumnView column =
            converter.convert(root.getVector(i), schema.layouts().get(i), root.getRowCount());
        size += column.bytes().length;
        columns.add(column);
      }
      return new RecordBatch(schema.table(), root.getRowCount(), Math.toIntExact(size), columns);
    } catch (InvalidInput refused) {
      throw refused;
    } catch (RuntimeException | AssertionError damaged) { // Arrow asserts some lengths
      throw unreadable(schema.table(), damaged);
    }
  }

  private static InvalidInput unreadable(Table table, Throwable damaged) {
    return new InvalidInput(
        "a record of table %s cannot be read: %s".formatted(table.name(), damaged.getMessage()),
        damaged);
  }
}
