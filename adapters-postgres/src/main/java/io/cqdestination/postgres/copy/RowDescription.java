package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names a row of a record for an error message. Thread-safe. */
final class RowDescription {
  private static final int LONGEST_VALUE = 100;
  private static final String ID = "_cq_id";

  private RowDescription() {}

  /** Whether a column's value may be in the description of a row. */
  static boolean mayName(Column column) {
    return column.primaryKey() || column.name().equals(ID);
  }

  /** The row's key, its {@code _cq_id} where there is none, or its number in the record. */
  static String of(RecordBatch batch, int row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < batch.columns().size(); i++) {
      Column column = batch.table().columns().get(i);
      if (column.primaryKey()) {
        parts.add(column.name() + "=" + value(batch, i, row));
      }
    }
    if (parts.isEmpty()) {
      for (int i = 0; i < batch.columns().size(); i++) {
        if (batch.table().columns().get(i).name().equals(ID)) {
          parts.add(ID + "=" + value(batch, i, row));
        }
      }
    }
    return parts.isEmpty()
        ? "number " + (row + 1) + " of its record"
        : "(" + String.join(", ", parts) + ")";
  }

  private static String value(RecordBatch batch, int column, int row) {
    if (batch.columns().get(column).isNull(row)) {
      return "null";
    }
    ByteSink sink = new ByteSink();
    ValueText.append(batch.columns().get(column), row, sink);
    String text = new String(sink.toByteArray(), StandardCharsets.UTF_8);
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
