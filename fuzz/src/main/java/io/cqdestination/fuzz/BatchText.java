package io.cqdestination.fuzz;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import java.nio.charset.StandardCharsets;

/** The values of a batch as text. */
final class BatchText {
  /** A batch may have as many rows as a length says, where its columns need no bytes. */
  private static final int MOST_ROWS = 20;

  private BatchText() {}

  /** The first rows, value by value. */
  static String of(RecordBatch batch) {
    StringBuilder text = new StringBuilder(batch.table().name());
    text.append(" of ").append(batch.rowCount());
    for (int row = 0; row < Math.min(batch.rowCount(), MOST_ROWS); row++) {
      for (ColumnView column : batch.columns()) {
        text.append('|').append(value(column, row));
      }
    }
    return text.toString();
  }

  private static String value(ColumnView column, int row) {
    if (column.isNull(row)) {
      return "null";
    }
    ByteSink sink = new ByteSink();
    ValueText.append(column, row, sink);
    return new String(sink.toByteArray(), StandardCharsets.UTF_8);
  }
}
