package io.cqdestination.postgres.read;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.FieldDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Collects rows into batches of bounded size. Used by one thread. */
final class RowCollector {
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_BYTES = 1 << 20;

  private final Table table;
  private final Supplier<List<FieldDecoder>> newDecoders;
  private final Consumer<RecordBatch> sink;
  private List<FieldDecoder> decoders;
  private int rows;
  private int bytes;

  RowCollector(Table table, Supplier<List<FieldDecoder>> newDecoders, Consumer<RecordBatch> sink) {
    this.table = table;
    this.newDecoders = newDecoders;
    this.sink = sink;
    this.decoders = newDecoders.get();
  }

  Table table() {
    return table;
  }

  /** What takes the fields of the next row, in their order. */
  List<FieldDecoder> fields() {
    return decoders;
  }

  /** The decoders have taken the fields of a row. */
  void rowAdded(int rowBytes) {
    rows++;
    bytes += rowBytes;
    if (rows >= MOST_ROWS || bytes >= MOST_BYTES) {
      handOn();
    }
  }

  /** No row follows. */
  void end() {
    if (rows > 0) {
      handOn();
    }
  }

  private void handOn() {
    List<ColumnView> columns = new ArrayList<>();
    for (int i = 0; i < decoders.size(); i++) {
      columns.add(decoders.get(i).column().build(table.columns().get(i).type()));
    }
    RecordBatch batch = new RecordBatch(table, rows, bytes, columns);
    decoders = newDecoders.get();
    rows = 0;
    bytes = 0;
    sink.accept(batch);
  }
}
