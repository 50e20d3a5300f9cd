package io.cqdestination.grpc.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the decoder makes of a stream. */
final class DecodedStream {
  private DecodedStream() {}

  /** The batches; valid as long as the bytes are not changed. */
  static List<RecordBatch> batches(byte[] stream) {
    return batches(new RecordDecoder(), stream, 0, stream.length);
  }

  static List<RecordBatch> batches(RecordDecoder decoder, byte[] bytes, int start, int end) {
    List<RecordBatch> batches = new ArrayList<>();
    try {
      decoder.batches(bytes, start, end, batches::add);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while decoding", interrupted);
    }
    return batches;
  }

  /** The rows of all batches; a value is its text, or null. */
  static List<List<@Nullable String>> rows(byte[] stream) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    batches(stream).forEach(batch -> rows.addAll(rows(batch)));
    return rows;
  }

  static List<List<@Nullable String>> rows(RecordBatch batch) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      List<@Nullable String> row = new ArrayList<>();
      for (ColumnView column : batch.columns()) {
        row.add(text(column, i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static @Nullable String text(ColumnView column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    ByteSink sink = new ByteSink();
    ValueText.append(column, row, sink);
    return new String(sink.toByteArray(), UTF_8);
  }
}
