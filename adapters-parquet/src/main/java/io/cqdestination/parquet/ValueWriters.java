package io.cqdestination.parquet;

import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import dev.hardwood.schema.SchemaNode;
import dev.hardwood.schema.SchemaNode.GroupNode;
import dev.hardwood.schema.SchemaNode.PrimitiveNode;
import io.cqdestination.core.record.BitBuilder;
import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.ListBuilder;
import io.cqdestination.core.record.StructBuilder;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses how the values of a column are written. Thread-safe. */
final class ValueWriters {
  private ValueWriters() {}

  private record Writer(ColumnBuilder builder, Consumer<Object> sink) implements ValueWriter {
    @Override
    public void append(Object raw) {
      sink.accept(raw);
    }
  }

  /** A writer with a builder of its own. */
  static ValueWriter of(SchemaNode node, ColumnType type) {
    return switch (node) {
      case PrimitiveNode primitive -> primitive(primitive, type);
      case GroupNode group -> group(group, type);
    };
  }

  /** Adds the value of a field. */
  static void append(ValueWriter writer, SchemaNode node, StructAccessor values, int field) {
    if (values.isNull(field)) {
      writer.builder().appendNull();
    } else {
      append(writer, value(node, values, field));
    }
  }

  private static Object value(SchemaNode node, StructAccessor values, int field) {
    return switch (node) {
      case PrimitiveNode _ -> values.getRawValue(field);
      case GroupNode group ->
          group.isList()
              ? values.getList(field)
              : group.isMap() ? values.getMap(field) : values.getStruct(field);
    };
  }

  private static void append(ValueWriter writer, @Nullable Object value) {
    if (value == null) {
      writer.builder().appendNull();
    } else {
      writer.append(value);
    }
  }

  private static ValueWriter primitive(PrimitiveNode node, ColumnType type) {
    return switch (type) {
      case ColumnType.BooleanType _ -> {
        BitBuilder bits = new BitBuilder();
        yield new Writer(bits, raw -> bits.append((Boolean) raw));
      }
      case ColumnType.IntegerType(int bits, boolean _) -> number(bits / 8);
      case ColumnType.DateType _ -> number(4);
      case ColumnType.TimeType time -> number(time.unit().perSecond() > 1_000 ? 8 : 4);
      case ColumnType.TimestampType _ ->
          node.type() == PhysicalType.INT96 ? oldTimestamp() : number(8);
      case ColumnType.FloatingPointType(int bits) -> floatingPoint(bits);
      case ColumnType.DecimalType(int bits, int _, int _) -> {
        FixedWidthBuilder values = new FixedWidthBuilder(bits / 8);
        yield new Writer(values, raw -> values.append(RawValues.decimal(raw, bits / 8), 0));
      }
      case ColumnType.UuidType _ -> {
        FixedWidthBuilder values = new FixedWidthBuilder(16);
        yield new Writer(values, raw -> values.append((byte[]) raw, 0));
      }
      case ColumnType.IntervalType _ -> {
        FixedWidthBuilder values = new FixedWidthBuilder(16);
        yield new Writer(values, raw -> values.append(RawValues.interval((byte[]) raw), 0));
      }
      default -> {
        VariableWidthBuilder values = new VariableWidthBuilder();
        yield new Writer(values, raw -> values.append((byte[]) raw));
      }
    };
  }

  private static ValueWriter number(int width) {
    FixedWidthBuilder values = new FixedWidthBuilder(width);
    return new Writer(values, raw -> values.append(((Number) raw).longValue()));
  }

  private static ValueWriter oldTimestamp() {
    FixedWidthBuilder values = new FixedWidthBuilder(8);
    return new Writer(values, raw -> values.append(RawValues.microseconds((byte[]) raw)));
  }

  private static ValueWriter floatingPoint(int bits) {
    FixedWidthBuilder values = new FixedWidthBuilder(bits / 8);
    return switch (bits) {
      case 16 -> new Writer(values, raw -> values.append((byte[]) raw, 0));
      case 32 -> new Writer(values, raw -> values.append(Float.floatToRawIntBits((Float) raw)));
      default -> new Writer(values, raw -> values.append(Double.doubleToRawLongBits((Double) raw)));
    };
  }

  private static ValueWriter group(GroupNode group, ColumnType type) {
    return switch (type) {
      case ColumnType.ListType list -> list(group, list);
      case ColumnType.MapType map -> map(group, map);
      case ColumnType.StructType struct -> struct(group, struct);
      default -> throw new IllegalArgumentException(type + " for a group");
    };
  }

  private static ValueWriter list(GroupNode group, ColumnType.ListType type) {
    ValueWriter elements =
        of(Objects.requireNonNull(group.getListElement()), type.element().type());
    ListBuilder lists = new ListBuilder(type, elements.builder());
    return new Writer(
        lists,
        raw -> {
          PqList list = (PqList) raw;
          for (int i = 0; i < list.size(); i++) {
            append(elements, list.isNull(i) ? null : list.getRaw(i));
          }
          lists.append();
        });
  }

  private static ValueWriter map(GroupNode group, ColumnType.MapType type) {
    ColumnType.StructType entryType = type.entry();
    ValueWriter keys =
        of(Objects.requireNonNull(group.getMapKey()), entryType.fields().get(0).type());
    ValueWriter values =
        of(Objects.requireNonNull(group.getMapValue()), entryType.fields().get(1).type());
    StructBuilder entries = new StructBuilder(entryType, List.of(keys.builder(), values.builder()));
    ListBuilder maps =
        new ListBuilder(
            new ColumnType.ListType(Column.of("entries", entryType), new ListLayout.Offsets(false)),
            entries);
    return new Writer(
        maps,
        raw -> {
          for (PqMap.Entry entry : ((PqMap) raw).getEntries()) {
            append(keys, entry.getRawKey());
            append(values, entry.isValueNull() ? null : entry.getRawValue());
            entries.append();
          }
          maps.append();
        });
  }

  private static ValueWriter struct(GroupNode group, ColumnType.StructType type) {
    List<ValueWriter> fields = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      fields.add(of(group.children().get(i), type.fields().get(i).type()));
    }
    StructBuilder structs =
        new StructBuilder(type, fields.stream().map(ValueWriter::builder).toList());
    return new Writer(
        structs,
        raw -> {
          for (int i = 0; i < fields.size(); i++) {
            append(fields.get(i), group.children().get(i), (PqStruct) raw, i);
          }
          structs.append();
        });
  }
}
