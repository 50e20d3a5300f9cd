package io.cqdestination.core.sync;

import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as maps from column names to a Long or a String, and the records that carry them. */
public final class SampleRows {
  private SampleRows() {}

  /** A table of the whole number {@code id} and texts. */
  public static Table table(String name, boolean keyed, List<String> texts) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("id", new IntegerType(64, true), !keyed, keyed, false));
    texts.forEach(text -> columns.add(Column.of(text, new TextType(false))));
    return new Table(name, "", null, columns);
  }

  /** A row of a table whose only text is {@code note}. */
  public static Map<String, @Nullable Object> row(long id, String note) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("note", note);
    return row;
  }

  /** A record of the table's columns. */
  public static RecordBatch record(Table table, List<Map<String, @Nullable Object>> rows) {
    List<ColumnView> columns =
        table.columns().stream().map(column -> column(column, rows)).toList();
    long bytes = rows.stream().mapToLong(row -> bytes(table, row)).sum();
    return new RecordBatch(table, rows.size(), Math.toIntExact(bytes), columns);
  }

  /** The rows of a record. */
  public static List<Map<String, @Nullable Object>> rows(RecordBatch batch, int from, int to) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int row = from; row < to; row++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 0; i < batch.columns().size(); i++) {
        values.put(batch.table().columns().get(i).name(), value(batch.columns().get(i), row));
      }
      rows.add(values);
    }
    return rows;
  }

  /** Bytes of a row: eight a number, four and the length a text. */
  public static long bytes(Table table, Map<String, @Nullable Object> row) {
    long bytes = 0;
    for (Column column : table.columns()) {
      bytes += column.type() instanceof TextType ? 4 + text(row.get(column.name())).length : 8;
    }
    return bytes;
  }

  private static ColumnView column(Column column, List<Map<String, @Nullable Object>> rows) {
    boolean isText = column.type() instanceof TextType;
    ColumnBuilder builder = isText ? new VariableWidthBuilder() : new FixedWidthBuilder(8);
    for (Map<String, @Nullable Object> row : rows) {
      Object value = row.get(column.name());
      if (value == null) {
        builder.appendNull();
      } else if (builder instanceof VariableWidthBuilder texts) {
        texts.append(text(value));
      } else if (builder instanceof FixedWidthBuilder numbers) {
        numbers.append((Long) value);
      }
    }
    return builder.build(column.type());
  }

  private static @Nullable Object value(ColumnView column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return column.type() instanceof TextType
        ? new String(
            column.bytes(),
            column.start(row),
            column.end(row) - column.start(row),
            StandardCharsets.UTF_8)
        : (Object) column.longValue(row);
  }

  private static byte[] text(@Nullable Object value) {
    return value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
  }
}
