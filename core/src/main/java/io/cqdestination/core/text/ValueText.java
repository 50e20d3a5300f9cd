package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import java.util.Arrays;
import java.util.Base64;

/**
 * Text forms of whole columns: JSON for nested values and most intervals, Arrow's own text form for
 * the rest. Thread-safe.
 */
public final class ValueText {
  private ValueText() {}

  /** Appends the text form of a value that is not null. */
  public static void append(ColumnView column, int row, ByteSink sink) {
    byte[] bytes = column.bytes();
    switch (column.type()) {
      case ColumnType.TextType _,
          ColumnType.OpaqueType _,
          ColumnType.JsonType _,
          ColumnType.InetType _ ->
          sink.append(bytes, column.start(row), column.end(row));
      case ColumnType.BinaryType _, ColumnType.BinaryViewType _, ColumnType.FixedBinaryType _ -> {
        byte[] value = Arrays.copyOfRange(bytes, column.start(row), column.end(row));
        byte[] encoded = Base64.getEncoder().encode(value);
        sink.append(encoded, 0, encoded.length);
      }
      case ColumnType.BooleanType _ -> sink.append(Boolean.toString(column.booleanValue(row)));
      case ColumnType.IntegerType(int bits, boolean signed) ->
          sink.append(ScalarText.integer(column.longValue(row), bits, signed));
      case ColumnType.FloatingPointType(int bits) -> sink.append(floatingPoint(column, row, bits));
      case ColumnType.DecimalType decimal ->
          sink.append(ScalarText.decimal(column, row, decimal.scale()));
      case ColumnType.TimestampType timestamp ->
          sink.append(ScalarText.timestamp(column.longValue(row), timestamp.unit()));
      case ColumnType.TimeType time ->
          sink.append(ScalarText.timeOfDay(column.longValue(row), time.unit()));
      case ColumnType.DateType date ->
          sink.append(
              ScalarText.date(
                  date.milliseconds()
                      ? Math.floorDiv(column.longValue(row), 86_400_000L)
                      : column.longValue(row)));
      case ColumnType.DurationType duration ->
          sink.append(ScalarText.duration(column.longValue(row), duration.unit()));
      case ColumnType.UuidType _ -> sink.append(ScalarText.uuid(bytes, column.start(row)));
      case ColumnType.MacType _ ->
          sink.append(ScalarText.mac(bytes, column.start(row), column.end(row)));
      case ColumnType.IntervalType(IntervalUnit unit) when unit == IntervalUnit.YEAR_MONTH ->
          sink.append(Long.toString(column.longValue(row)));
      case ColumnType.IntervalType _,
          ColumnType.ListType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.NullType _ ->
          JsonText.of(column.type()).append(column, row, sink);
    }
  }

  /** A number with all its digits; {@code NaN}, {@code +Inf} and {@code -Inf} are words. */
  private static String floatingPoint(ColumnView column, int row, int bits) {
    if (bits == 16) {
      return FloatText.half(column, row);
    }
    double value =
        bits == 32
            ? Float.intBitsToFloat((int) column.longValue(row))
            : Double.longBitsToDouble(column.longValue(row));
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return bits == 32 ? Float.toString((float) value) : Double.toString(value);
  }
}
