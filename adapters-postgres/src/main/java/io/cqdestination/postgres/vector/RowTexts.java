package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The texts of a record's rows: the values of the columns to embed, in their order, joined by line
 * ends, nulls left out. Valid as long as the record is. Used by one thread.
 */
final class RowTexts {
  /** What a number, a time and the like take. */
  private static final int SHORT_TEXT = 32;

  private final List<ColumnView> columns;
  private final ByteSink sink = new ByteSink();

  /**
   * @throws InvalidInput when the record lacks one of the columns, naming it
   */
  RowTexts(EmbeddedTable table, RecordBatch batch) {
    this.columns =
        table.embedColumns().stream().map(column -> column(table, batch, column)).toList();
  }

  String text(int row) {
    sink.clear();
    boolean first = true;
    for (ColumnView column : columns) {
      if (!column.isNull(row)) {
        if (!first) {
          sink.append('\n');
        }
        ValueText.append(column, row, sink);
        first = false;
      }
    }
    // The database's texts have no U+0000, and a chunk is part of one.
    return new String(sink.toByteArray(), StandardCharsets.UTF_8).replace("\0", "");
  }

  /** About how long the text is, in bytes. */
  long length(int row) {
    long length = 0;
    for (ColumnView column : columns) {
      if (!column.isNull(row)) {
        length +=
            switch (column.type()) {
              case ColumnType.TextType _,
                  ColumnType.JsonType _,
                  ColumnType.BinaryType _,
                  ColumnType.OpaqueType _ ->
                  column.end(row) - column.start(row);
              default -> Math.max(SHORT_TEXT, column.byteSize(row, row + 1));
            };
      }
    }
    return length;
  }

  private static ColumnView column(EmbeddedTable table, RecordBatch batch, String name) {
    for (int i = 0; i < batch.columns().size(); i++) {
      if (batch.table().columns().get(i).name().equals(name)) {
        return batch.columns().get(i);
      }
    }
    throw new InvalidInput(
        "table %s: a record lacks the column %s, which pgvector_config embeds"
            .formatted(table.source(), name));
  }
}
