package io.cqdestination.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cqdestination.core.record.BitBuilder;
import io.cqdestination.core.record.ColumnBuffers;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of a few values, and their texts. */
final class Values {
  private Values() {}

  /** A column of whole numbers or of what is stored as such; null for a null. */
  static ColumnView numbers(ColumnType type, @Nullable Long... values) {
    FixedWidthBuilder builder = new FixedWidthBuilder(ColumnLayout.of(type).width());
    for (Long value : values) {
      if (value == null) {
        builder.appendNull();
      } else {
        builder.append(value);
      }
    }
    return builder.build(type);
  }

  static ColumnView booleans(boolean... values) {
    BitBuilder builder = new BitBuilder();
    for (boolean value : values) {
      builder.append(value);
    }
    return builder.build(new ColumnType.BooleanType());
  }

  /** One value of a fixed width, its bytes as they lie in memory. */
  static ColumnView fixed(ColumnType type, byte[] bytes) {
    FixedWidthBuilder builder = new FixedWidthBuilder(bytes.length);
    builder.append(bytes, 0);
    return builder.build(type);
  }

  static ColumnView texts(ColumnType type, @Nullable String... values) {
    VariableWidthBuilder builder = new VariableWidthBuilder();
    for (String value : values) {
      if (value == null) {
        builder.appendNull();
      } else {
        builder.append(value.getBytes(UTF_8));
      }
    }
    return builder.build(type);
  }

  /** Structs without nulls of as many rows as the first field. */
  static ColumnView struct(List<String> names, ColumnView... fields) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      columns.add(Column.of(names.get(i), fields[i].type()));
    }
    return new ColumnView(
        new ColumnType.StructType(columns),
        fields[0].length(),
        0,
        new byte[0],
        ColumnBuffers.NONE,
        List.of(fields));
  }

  /** Lists or maps without nulls, which end at the offsets. */
  static ColumnView lists(ColumnType type, ColumnView elements, int... ends) {
    byte[] bytes = new byte[4 * (ends.length + 1)];
    for (int i = 0; i < ends.length; i++) {
      LittleEndian.putInt(bytes, 4 * (i + 1), ends[i]);
    }
    ColumnBuffers buffers = new ColumnBuffers(0, 0, 0, bytes.length, 0, 0);
    return new ColumnView(type, ends.length, 0, bytes, buffers, List.of(elements));
  }

  static String text(ColumnView column, int row) {
    ByteSink sink = new ByteSink();
    ValueText.append(column, row, sink);
    return new String(sink.toByteArray(), UTF_8);
  }

  static String json(ColumnView column, int row) {
    ByteSink sink = new ByteSink();
    JsonText.of(column.type()).append(column, row, sink);
    return new String(sink.toByteArray(), UTF_8);
  }
}
