package io.cqdestination.postgres.read;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.copy.FieldDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Collects rows of COPY TO into batches of bounded size. The server sends one row a message. Used
 * by one thread.
 */
final class CopyRows {
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_BYTES = 1 << 20;
  private static final int SIGNATURE_BYTES = 11;
  private static final int HEADER_BYTES = SIGNATURE_BYTES + 8;

  private final Table table;
  private final Supplier<List<FieldDecoder>> newDecoders;
  private final Consumer<RecordBatch> sink;
  private List<FieldDecoder> decoders;
  private int rows;
  private int bytes;
  private boolean started;

  CopyRows(Table table, Supplier<List<FieldDecoder>> newDecoders, Consumer<RecordBatch> sink) {
    this.table = table;
    this.newDecoders = newDecoders;
    this.sink = sink;
    this.decoders = newDecoders.get();
  }

  void add(byte[] data) {
    int at = 0;
    if (!started) {
      started = true;
      at = HEADER_BYTES + BigEndian.getInt(data, HEADER_BYTES - 4);
      if (at == data.length) {
        return;
      }
    }
    if (BigEndian.getShort(data, at) < 0) {
      return; // the trailer
    }
    at += 2;
    for (FieldDecoder decoder : decoders) {
      at = decoder.addField(data, at);
    }
    rows++;
    bytes += data.length;
    if (rows >= MOST_ROWS || bytes >= MOST_BYTES) {
      handOn();
    }
  }

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
