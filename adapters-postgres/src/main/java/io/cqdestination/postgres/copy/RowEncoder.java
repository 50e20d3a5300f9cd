package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes the rows of records of one schema as COPY BINARY. Thread-safe. */
public final class RowEncoder {
  /** Room is made for groups of rows of about this size at once. */
  private static final int GROUP_BYTES = 64 << 10;

  private final List<Column> columns;
  private final List<String> storedTypes;
  private final List<ColumnEncoder> encoders;

  /**
   * @param columns the record's columns
   * @param storedTypes for each the type of the database's column, in its catalogue's words
   */
  public RowEncoder(List<Column> columns, List<String> storedTypes) {
    this.columns = List.copyOf(columns);
    this.storedTypes = List.copyOf(storedTypes);
    List<ColumnEncoder> chosen = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      chosen.add(ColumnEncoders.encoder(columns.get(i).type(), storedTypes.get(i)));
    }
    this.encoders = List.copyOf(chosen);
  }

  /**
   * Appends rows to a buffer.
   *
   * @param keys finds rows with the same key and is told of every row; {@link RowKeys#NONE} where
   *     there is no key
   * @throws InvalidInput when a value cannot be encoded, naming table, column and row
   */
  public void encode(RecordBatch batch, int fromRow, int toRow, RowBuffer buffer, RowKeys keys) {
    encode(batch, fromRow, toRow, buffer, keys, RowRefusals.FAIL);
  }

  /**
   * Appends those rows to a buffer that can be encoded.
   *
   * @param refusals told of the others
   */
  public void encode(
      RecordBatch batch,
      int fromRow,
      int toRow,
      RowBuffer buffer,
      RowKeys keys,
      RowRefusals refusals) {
    FieldWriter[] writers = new FieldWriter[encoders.size()];
    for (int i = 0; i < writers.length; i++) {
      writers[i] = encoders.get(i).writer(batch.columns().get(i));
    }
    int row = fromRow;
    int group = groupSize(writers, fromRow, toRow);
    while (row < toRow) {
      int until = Math.min(toRow, row + group);
      buffer.reserve(bound(writers, row, until));
      for (; row < until; row++) {
        encodeRow(batch, row, writers, buffer, keys, refusals);
      }
    }
  }

  /**
   * What names a row that was encoded: its key, or its {@code _cq_id}; empty when nothing does.
   *
   * @param number of the row among those that will be sent, from 0
   */
  public Optional<String> nameOf(RowBuffer rows, long number) {
    return EncodedRows.nameOf(rows, number, columns, storedTypes);
  }

  private static void encodeRow(
      RecordBatch batch,
      int row,
      FieldWriter[] writers,
      RowBuffer buffer,
      RowKeys keys,
      RowRefusals refusals) {
    byte[] out = buffer.array();
    int start = buffer.position();
    int at = start + 2;
    BigEndian.putShort(out, start, writers.length);
    int column = 0;
    try {
      for (; column < writers.length; column++) {
        at = writers[column].write(row, out, at);
      }
    } catch (InvalidInput refused) {
      refusals.refused(batch, row, column, refused);
      return;
    }
    buffer.wrote(at);
    keys.added(buffer, start, at);
  }

  /** How many rows take about {@link #GROUP_BYTES}, judged by their average. */
  private static int groupSize(FieldWriter[] writers, int fromRow, int toRow) {
    long bytes = toRow > fromRow ? bound(writers, fromRow, toRow) : 1;
    return (int) Math.clamp((long) (toRow - fromRow) * GROUP_BYTES / bytes, 1, Integer.MAX_VALUE);
  }

  private static long bound(FieldWriter[] writers, int fromRow, int toRow) {
    long bound = 2L * (toRow - fromRow);
    for (FieldWriter writer : writers) {
      bound += writer.bound(fromRow, toRow);
    }
    return bound;
  }
}
