package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON forms of values: numbers, booleans, lists and objects as such, JSON as it is, everything
 * else as a string. Thread-safe.
 */
public final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private JsonText() {}

  /** Appends the JSON form of a value, {@code null} for a null. */
  public static void append(ColumnView column, int row, ByteSink sink) {
    if (column.isNull(row)) {
      sink.append("null");
      return;
    }
    switch (column.type()) {
      case ColumnType.BooleanType _, ColumnType.IntegerType _ ->
          ValueText.append(column, row, sink);
      case ColumnType.FloatingPointType(int bits) -> {
        String text = ValueText.floatingPoint(column, row, bits);
        boolean number = Character.isDigit(text.charAt(text.length() - 1));
        sink.append(number ? text : "\"" + text + "\"");
      }
      case ColumnType.JsonType _ -> sink.append(column.bytes(), column.start(row), column.end(row));
      case ColumnType.IntervalType interval -> interval(column, row, interval, sink);
      case ColumnType.ListType _, ColumnType.MapType _ -> list(column, row, sink);
      case ColumnType.StructType(List<Column> fields) -> struct(column, row, fields, sink);
      case ColumnType.TextType _, ColumnType.OpaqueType _, ColumnType.InetType _ ->
          string(column.bytes(), column.start(row), column.end(row), sink);
      case ColumnType.BinaryType _,
          ColumnType.BinaryViewType _,
          ColumnType.FixedBinaryType _,
          ColumnType.DecimalType _,
          ColumnType.TimestampType _,
          ColumnType.TimeType _,
          ColumnType.DateType _,
          ColumnType.DurationType _,
          ColumnType.UuidType _,
          ColumnType.MacType _ -> {
        // None of these has a character that JSON would want escaped.
        sink.append('"');
        ValueText.append(column, row, sink);
        sink.append('"');
      }
      case ColumnType.NullType _ -> sink.append("null");
    }
  }

  private static void list(ColumnView column, int row, ByteSink sink) {
    sink.append('[');
    int first = column.firstElement(row);
    int end = column.endElement(row);
    for (int element = first; element < end; element++) {
      if (element > first) {
        sink.append(',');
      }
      if (column.type() instanceof ColumnType.MapType) {
        entry(column.elements(), element, sink);
      } else {
        append(column.elements(), element, sink);
      }
    }
    sink.append(']');
  }

  private static void entry(ColumnView entries, int row, ByteSink sink) {
    sink.append("{\"key\":");
    append(entries.children().get(0), row, sink);
    sink.append(",\"value\":");
    append(entries.children().get(1), row, sink);
    sink.append('}');
  }

  private static void struct(ColumnView column, int row, List<Column> fields, ByteSink sink) {
    sink.append('{');
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        sink.append(',');
      }
      byte[] name = fields.get(i).name().getBytes(StandardCharsets.UTF_8);
      string(name, 0, name.length, sink);
      sink.append(':');
      append(column.children().get(i), row, sink);
    }
    sink.append('}');
  }

  private static void interval(
      ColumnView column, int row, ColumnType.IntervalType type, ByteSink sink) {
    byte[] bytes = column.bytes();
    int at = column.start(row);
    int first = LittleEndian.getInt(bytes, at);
    sink.append(
        switch (type.unit()) {
          case YEAR_MONTH -> "{\"months\":" + first + "}";
          case DAY_TIME ->
              "{\"days\":"
                  + first
                  + ",\"milliseconds\":"
                  + LittleEndian.getInt(bytes, at + 4)
                  + "}";
          case MONTH_DAY_NANO ->
              "{\"months\":"
                  + first
                  + ",\"days\":"
                  + LittleEndian.getInt(bytes, at + 4)
                  + ",\"nanoseconds\":"
                  + LittleEndian.getLong(bytes, at + 8)
                  + "}";
        });
  }

  /** A JSON string; U+0000 is left out, because the texts that databases keep cannot hold it. */
  private static void string(byte[] bytes, int start, int end, ByteSink sink) {
    sink.append('"');
    for (int i = start; i < end; i++) {
      byte current = bytes[i];
      if (current == '"' || current == '\\') {
        sink.append('\\');
        sink.append(current);
      } else if (current >= ' ' || current < 0) {
        sink.append(current);
      } else if (current != 0) {
        sink.append("\\u00");
        sink.append(HEX[current >> 4]);
        sink.append(HEX[current & 15]);
      }
    }
    sink.append('"');
  }
}
