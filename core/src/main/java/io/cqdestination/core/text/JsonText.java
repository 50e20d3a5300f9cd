package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * JSON forms of the values of one type: numbers, booleans, lists and objects as such, JSON without
 * blanks, everything else as a string. They are those that Arrow's Go library (version 18, before
 * 18.8) writes, so that the official plugin and this one can fill the same table; but nothing is
 * lost: U+0000 is left out, while both of two fields with one name, times outside of the calendar
 * and digits beyond a decimal's precision are kept. Immutable.
 */
public final class JsonText {
  /** Names of a map's entries, whatever its type calls them. */
  static final List<String> ENTRY = List.of("key", "value");

  /** A field's name with its quotes. */
  private record Key(int field, byte[] json) {}

  private final ColumnType type;
  private final List<JsonText> children;
  private final List<Key> keys;
  private final TimestampText timestamps;

  private JsonText(ColumnType type, List<ColumnType> children, List<String> names) {
    this.type = type;
    this.children = children.stream().map(JsonText::of).toList();
    this.keys = keys(names);
    this.timestamps = TimestampText.of(type);
  }

  public static JsonText of(ColumnType type) {
    return switch (type) {
      case ColumnType.ListType list ->
          new JsonText(type, List.of(list.element().type()), List.of());
      case ColumnType.MapType(ColumnType.StructType entry) ->
          new JsonText(type, types(entry.fields()), ENTRY);
      case ColumnType.StructType(List<Column> fields) ->
          new JsonText(type, types(fields), fields.stream().map(Column::name).toList());
      default -> new JsonText(type, List.of(), List.of());
    };
  }

  /** Appends the JSON form of a value, {@code null} for a null. */
  public void append(ColumnView column, int row, ByteSink sink) {
    if (column.isNull(row)) {
      sink.append("null");
      return;
    }
    switch (type) {
      case ColumnType.BooleanType _, ColumnType.IntegerType _ ->
          ValueText.append(column, row, sink);
      case ColumnType.FloatingPointType(int bits) -> {
        String text = FloatText.json(column, row, bits);
        boolean number = Character.isDigit(text.charAt(text.length() - 1));
        sink.append(number ? text : "\"" + text + "\"");
      }
      case ColumnType.JsonType _ ->
          JsonStrings.appendJson(column.bytes(), column.start(row), column.end(row), sink);
      case ColumnType.IntervalType(IntervalUnit unit) -> interval(column, row, unit, sink);
      case ColumnType.ListType _, ColumnType.MapType _ -> list(column, row, sink);
      case ColumnType.StructType _ -> object(column, row, sink);
      case ColumnType.TextType _, ColumnType.OpaqueType _, ColumnType.InetType _ ->
          JsonStrings.append(column.bytes(), column.start(row), column.end(row), sink);
      case ColumnType.TimestampType _ -> quoted(timestamps.text(column.longValue(row)), sink);
      case ColumnType.DecimalType decimal ->
          quoted(DecimalText.json(column.unscaledValue(row), decimal), sink);
      case ColumnType.BinaryType _,
          ColumnType.BinaryViewType _,
          ColumnType.FixedBinaryType _,
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

  private void list(ColumnView column, int row, ByteSink sink) {
    sink.append('[');
    int first = column.firstElement(row);
    int end = column.endElement(row);
    for (int element = first; element < end; element++) {
      if (element > first) {
        sink.append(',');
      }
      if (type instanceof ColumnType.MapType) {
        object(column.elements(), element, sink);
      } else {
        children.getFirst().append(column.elements(), element, sink);
      }
    }
    sink.append(']');
  }

  private void object(ColumnView column, int row, ByteSink sink) {
    int open = '{';
    for (Key key : keys) {
      sink.append(open);
      open = ',';
      sink.append(key.json(), 0, key.json().length);
      sink.append(':');
      children.get(key.field()).append(column.children().get(key.field()), row, sink);
    }
    sink.append(keys.isEmpty() ? "{}" : "}");
  }

  private static void interval(ColumnView column, int row, IntervalUnit unit, ByteSink sink) {
    byte[] bytes = column.bytes();
    int at = column.start(row);
    int first = LittleEndian.getInt(bytes, at);
    sink.append(
        switch (unit) {
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

  private static void quoted(String text, ByteSink sink) {
    sink.append('"');
    sink.append(text);
    sink.append('"');
  }

  private static List<ColumnType> types(List<Column> fields) {
    return fields.stream().map(Column::type).toList();
  }

  /** In the order of their bytes, quotes and escapes among them; equal ones in that of the type. */
  private static List<Key> keys(List<String> names) {
    List<Key> keys = new ArrayList<>();
    for (String name : names) {
      ByteSink json = new ByteSink();
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      JsonStrings.append(bytes, 0, bytes.length, json);
      keys.add(new Key(keys.size(), json.toByteArray()));
    }
    keys.sort(Comparator.comparing(Key::json, Arrays::compareUnsigned));
    return List.copyOf(keys);
  }
}
