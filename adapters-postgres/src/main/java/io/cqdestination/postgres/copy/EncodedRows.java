package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks into rows that are encoded already: single ones, and what names them. */
public final class EncodedRows {
  private EncodedRows() {}

  /** Takes a row: where its first field begins in some bytes, and where its last one ends. */
  @FunctionalInterface
  public interface RowSink<E extends Exception> {
    void accept(byte[] bytes, int firstField, int end) throws E;
  }

  /** Hands on, one by one, the rows that will be sent; may be repeated. */
  public static <E extends Exception> void forEach(RowBuffer rows, RowSink<E> sink) throws E {
    forFirst(rows, Long.MAX_VALUE, sink);
  }

  /** Hands on, one by one, the first rows of those that will be sent. */
  public static <E extends Exception> void forFirst(RowBuffer rows, long count, RowSink<E> sink)
      throws E {
    long[] left = {count};
    rows.forEach((bytes, start, length) -> {
      int at = start;
      for (; at < start + length && left[0] > 0; left[0]--) {
        int end = endOfRow(bytes, at);
        sink.accept(bytes, at + Short.BYTES, end);
        at = end;
      }
    });
  }

  /** The rows that will be sent, in their order; good until the buffer is freed. */
  public static List<EncodedRow> list(RowBuffer rows) {
    List<EncodedRow> list = new ArrayList<>(Math.toIntExact(rows.rows()));
    forEach(rows, (bytes, firstField, end) -> list.add(new EncodedRow(bytes, firstField, end)));
    return list;
  }

  /** Hands on the first rows of those that will be sent. */
  public static <E extends Exception> void first(RowBuffer rows, long count, RowBuffer.Sink<E> sink)
      throws E {
    long[] left = {count};
    rows.forEach((bytes, start, length) -> {
      int at = start;
      for (; at < start + length && left[0] > 0; left[0]--) {
        at = endOfRow(bytes, at);
      }
      if (at > start) {
        sink.accept(bytes, start, at - start);
      }
    });
  }

  /**
   * What names a row for its reader: its key, or its {@code _cq_id} where it has none.
   *
   * @param number of the row among those that will be sent, from 0
   * @param columns the record's columns
   * @param storedTypes what each is encoded as, in the words of the database's catalogue
   * @return empty when there is no such row or nothing that names it
   */
  public static Optional<String> nameOf(
      RowBuffer rows, long number, List<Column> columns, List<String> storedTypes) {
    byte[] row = row(rows, number);
    List<Column> naming = new ArrayList<>();
    List<ColumnView> values = new ArrayList<>();
    try {
      int at = Short.BYTES;
      for (int i = 0; i < columns.size() && at < row.length; i++) {
        if (RowDescription.mayName(columns.get(i))) {
          FieldDecoder decoder = FieldDecoders.decoder(columns.get(i).type(), storedTypes.get(i));
          at = decoder.addField(row, at);
          naming.add(columns.get(i));
          values.add(decoder.column().build(columns.get(i).type()));
        } else {
          at += Integer.BYTES + Math.max(0, BigEndian.getInt(row, at));
        }
      }
    } catch (InvalidInput unreadable) {
      return Optional.empty(); // a key that only the database can read
    }
    return naming.isEmpty()
        ? Optional.empty()
        : Optional.of(
            RowDescription.of(
                new RecordBatch(new Table("", "", null, naming), 1, row.length, values), 0));
  }

  /**
   * A row's bytes, which begin with how many fields there are; none when there is no such row.
   *
   * @param number of the row among those that will be sent, from 0
   */
  public static byte[] row(RowBuffer rows, long number) {
    long[] left = {number};
    byte[][] found = {new byte[0]};
    rows.forEach((bytes, start, length) -> {
      for (int at = start; at < start + length && left[0] >= 0; left[0]--) {
        int end = endOfRow(bytes, at);
        if (left[0] == 0) {
          found[0] = Arrays.copyOfRange(bytes, at, end);
        }
        at = end;
      }
    });
    return found[0];
  }

  /** The position behind a row. */
  static int endOfRow(byte[] bytes, int start) {
    int at = start + Short.BYTES;
    for (int fields = BigEndian.getShort(bytes, start); fields > 0; fields--) {
      at += Integer.BYTES + Math.max(0, BigEndian.getInt(bytes, at));
    }
    return at;
  }
}
