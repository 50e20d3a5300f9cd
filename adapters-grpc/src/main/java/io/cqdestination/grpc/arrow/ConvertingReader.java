package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/**
 * Reads an IPC stream with Arrow's own reader, for what cannot be read in place, and copies its
 * vectors into views. Off the usual path; every buffer of Arrow's is freed before it returns.
 * Thread-safe.
 */
final class ConvertingReader {
  /** Ends a stream whose claimed lengths, such as the size of a compressed buffer, are absurd. */
  private static final long MOST_BYTES = 1L << 30;

  private ConvertingReader() {}

  static void read(Table table, byte[] stream, int start, int end, RecordDecoder.BatchSink sink)
      throws InterruptedException {
    try (RootAllocator allocator = new RootAllocator(MOST_BYTES);
        ArrowStreamReader reader =
            new ArrowStreamReader(
                new ByteArrayInputStream(stream, start, end - start),
                allocator,
                CommonsCompressionFactory.INSTANCE)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      VectorConverter converter = new VectorConverter(reader, allocator);
      while (reader.loadNextBatch()) {
        List<ColumnView> columns = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < table.columns().size(); i++) {
          ColumnView column =
              converter.convert(
                  root.getVector(i), table.columns().get(i).type(), root.getRowCount());
          size += column.bytes().length;
          columns.add(column);
        }
        sink.accept(new RecordBatch(table, root.getRowCount(), size, columns));
      }
    } catch (IOException
        | OutOfMemoryException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | UnsupportedOperationException
        | NullPointerException damaged) {
      throw new InvalidInput(
          "a record of table %s cannot be read: %s".formatted(table.name(), damaged.getMessage()),
          damaged);
    }
  }
}
