package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;

/**
 * Reads the type of a field, without extensions and dictionaries. Source: Arrow's Schema.fbs.
 *
 * @param fields reads the children of a nested type
 */
record TypeReader(Function<Field, Column> fields) {

  /**
   * Whether the field itself, apart from its children, has a layout that core's views do not know.
   */
  static boolean needsConversion(Field field) {
    return switch (field.typeType()) {
      case Type.Union,
          Type.Utf8View,
          Type.BinaryView,
          Type.ListView,
          Type.LargeListView,
          Type.RunEndEncoded ->
          true;
      default -> false;
    };
  }

  ColumnType read(Field field) {
    return switch (field.typeType()) {
      case Type.Null -> new ColumnType.NullType();
      case Type.Bool -> new ColumnType.BooleanType();
      case Type.Int -> integer((Int) type(field, new Int()));
      case Type.FloatingPoint -> floatingPoint((FloatingPoint) type(field, new FloatingPoint()));
      case Type.Decimal -> decimal((Decimal) type(field, new Decimal()));
      case Type.Utf8, Type.Utf8View -> new ColumnType.TextType(false);
      case Type.LargeUtf8 -> new ColumnType.TextType(true);
      case Type.Binary -> new ColumnType.BinaryType(false);
      case Type.LargeBinary -> new ColumnType.BinaryType(true);
      case Type.BinaryView -> new ColumnType.BinaryViewType();
      case Type.FixedSizeBinary ->
          new ColumnType.FixedBinaryType(
              notNegative(((FixedSizeBinary) type(field, new FixedSizeBinary())).byteWidth()));
      case Type.Timestamp -> {
        Timestamp timestamp = (Timestamp) type(field, new Timestamp());
        yield new ColumnType.TimestampType(unit(timestamp.unit()), timestamp.timezone());
      }
      case Type.Time -> new ColumnType.TimeType(unit(((Time) type(field, new Time())).unit()));
      case Type.Date ->
          new ColumnType.DateType(((Date) type(field, new Date())).unit() == DateUnit.MILLISECOND);
      case Type.Duration ->
          new ColumnType.DurationType(unit(((Duration) type(field, new Duration())).unit()));
      case Type.Interval -> interval((Interval) type(field, new Interval()));
      case Type.List -> new ColumnType.ListType(child(field), new ListLayout.Offsets(false));
      case Type.LargeList -> new ColumnType.ListType(child(field), new ListLayout.Offsets(true));
      case Type.FixedSizeList ->
          new ColumnType.ListType(
              child(field),
              new ListLayout.Fixed(
                  notNegative(((FixedSizeList) type(field, new FixedSizeList())).listSize())));
      case Type.Struct_ -> new ColumnType.StructType(children(field));
      case Type.Map -> {
        if (child(field).type() instanceof ColumnType.StructType entry) {
          yield new ColumnType.MapType(entry);
        }
        throw new InvalidInput("column %s is a map without entries".formatted(field.name()));
      }
      default -> opaque(field);
    };
  }

  private static ColumnType opaque(Field field) {
    byte type = field.typeType();
    if (type <= Type.NONE || type >= Type.names.length) {
      throw new InvalidInput("column %s has the unknown type %d".formatted(field.name(), type));
    }
    return new ColumnType.OpaqueType(Type.name(type));
  }

  private static ColumnType integer(Int type) {
    return new ColumnType.IntegerType(type.bitWidth(), type.isSigned());
  }

  private static ColumnType floatingPoint(FloatingPoint type) {
    return new ColumnType.FloatingPointType(
        switch (type.precision()) {
          case Precision.HALF -> 16;
          case Precision.SINGLE -> 32;
          default -> 64;
        });
  }

  private static ColumnType decimal(Decimal type) {
    return new ColumnType.DecimalType(type.bitWidth(), type.precision(), type.scale());
  }

  private static ColumnType interval(Interval type) {
    return new ColumnType.IntervalType(
        switch (type.unit()) {
          case org.apache.arrow.flatbuf.IntervalUnit.YEAR_MONTH -> IntervalUnit.YEAR_MONTH;
          case org.apache.arrow.flatbuf.IntervalUnit.DAY_TIME -> IntervalUnit.DAY_TIME;
          default -> IntervalUnit.MONTH_DAY_NANO;
        });
  }

  private static TimeUnit unit(short unit) {
    return switch (unit) {
      case org.apache.arrow.flatbuf.TimeUnit.SECOND -> TimeUnit.SECOND;
      case org.apache.arrow.flatbuf.TimeUnit.MILLISECOND -> TimeUnit.MILLISECOND;
      case org.apache.arrow.flatbuf.TimeUnit.MICROSECOND -> TimeUnit.MICROSECOND;
      default -> TimeUnit.NANOSECOND;
    };
  }

  private Column child(Field field) {
    if (field.childrenLength() != 1) {
      throw new InvalidInput(
          "column %s has a nested type without an element".formatted(field.name()));
    }
    return fields.apply(Objects.requireNonNull(field.children(0)));
  }

  private List<Column> children(Field field) {
    List<Column> children = new ArrayList<>();
    for (int i = 0; i < field.childrenLength(); i++) {
      children.add(fields.apply(Objects.requireNonNull(field.children(i))));
    }
    return children;
  }

  private static int notNegative(int size) {
    if (size < 0) {
      throw new InvalidInput("a type of fixed size has a negative size");
    }
    return size;
  }

  private static com.google.flatbuffers.Table type(Field field, com.google.flatbuffers.Table into) {
    com.google.flatbuffers.Table type = field.type(into);
    if (type == null) {
      throw new InvalidInput("column %s has a type without parameters".formatted(field.name()));
    }
    return type;
  }
}
