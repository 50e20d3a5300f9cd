package io.cqdestination.postgres.fault;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records of random lengths for one table, and the model of what they leave behind. */
final class RandomStream {
  private final Table table;
  private final RowModel model;
  private final List<RecordBatch> records = new ArrayList<>();

  /**
   * In the middle of the second batch are the rows {@link Gate#ROW} and the one after it, which no
   * other rows replace.
   */
  RandomStream(WriteMode mode, String tableName, int rows, int batchRows, Random random) {
    this.table = mode.table(tableName);
    this.model = new RowModel(mode.isKeyed(), batchRows);
    String filling = "x".repeat(200);
    for (int row = 0; row < rows; ) {
      List<List<@Nullable Object>> chunk = new ArrayList<>();
      int until = Math.min(rows, row + 1 + random.nextInt(batchRows / 2));
      for (; row < until; row++) {
        int beyondMiddle = row - batchRows * 3 / 2;
        long id =
            beyondMiddle == 0 || beyondMiddle == 1
                ? Gate.ROW + beyondMiddle
                : id(mode, row, rows, random);
        model.sent(id, row);
        chunk.add(WriteMode.row(id, row, filling));
      }
      records.add(Records.record(table, chunk));
    }
  }

  /** Keys are met again when rows replace rows. */
  private static long id(WriteMode mode, int row, int rows, Random random) {
    return mode.isKeyed() ? random.nextInt(rows) + 1 : row + 1;
  }

  Table table() {
    return table;
  }

  RowModel model() {
    return model;
  }

  List<RecordBatch> records() {
    return records;
  }
}
