package io.cqdestination.testkit.arrow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.PeriodDuration;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Writes Java values into Arrow's vectors; {@link SampleRow} says which class goes where. */
final class VectorValues {

  private VectorValues() {}

  /** Sets the value at an index; indices of one vector must be set in ascending order. */
  static void set(FieldVector vector, int index, @Nullable Object value) {
    switch (vector) {
      case NullVector ignored -> {}
      case RunEndEncodedVector runs -> {
        set(runs.getRunEndsVector(), index, index + 1);
        runs.getRunEndsVector().setValueCount(index + 1);
        set(runs.getValuesVector(), index, value);
        runs.getValuesVector().setValueCount(index + 1);
      }
      default -> {
        if (value == null) {
          vector.setNull(index);
        } else {
          setPresent(vector, index, value);
        }
      }
    }
  }

  private static void setPresent(FieldVector vector, int index, Object value) {
    switch (vector) {
      case BitVector bits -> bits.setSafe(index, (Boolean) value ? 1 : 0);
      case TinyIntVector ints -> ints.setSafe(index, number(value).byteValue());
      case SmallIntVector ints -> ints.setSafe(index, number(value).shortValue());
      case IntVector ints -> ints.setSafe(index, number(value).intValue());
      case BigIntVector ints -> ints.setSafe(index, number(value).longValue());
      case UInt1Vector ints -> ints.setSafe(index, number(value).byteValue());
      case UInt2Vector ints -> ints.setSafe(index, (char) number(value).intValue());
      case UInt4Vector ints -> ints.setSafe(index, number(value).intValue());
      case UInt8Vector ints -> ints.setSafe(index, number(value).longValue());
      case Float2Vector floats -> floats.setSafe(index, half(value));
      case Float4Vector floats -> floats.setSafe(index, number(value).floatValue());
      case Float8Vector floats -> floats.setSafe(index, number(value).doubleValue());
      case DecimalVector decimals -> decimals.setSafe(index, decimal(value, decimals.getScale()));
      case Decimal256Vector decimals ->
          decimals.setSafe(index, decimal(value, decimals.getScale()));
      case BaseVariableWidthVector binary -> binary.setSafe(index, bytes(value));
      case BaseLargeVariableWidthVector binary -> binary.setSafe(index, bytes(value));
      case BaseVariableWidthViewVector binary -> binary.setSafe(index, bytes(value));
      case FixedSizeBinaryVector binary -> binary.setSafe(index, bytes(value));
      case ListVector lists -> setList(lists, index, elements(value));
      case LargeListVector lists -> setLargeList(lists, index, elements(value));
      case FixedSizeListVector lists ->
          setAll(lists.getDataVector(), lists.startNewValue(index), elements(value));
      case StructVector struct -> setStruct(struct, index, elements(value));
      default -> setTime(vector, index, value);
    }
  }

  private static void setTime(FieldVector vector, int index, Object value) {
    switch (vector) {
      case TimeStampVector times ->
          times.setSafe(
              index,
              TemporalValues.timestamp(
                  value, ((ArrowType.Timestamp) vector.getField().getType()).getUnit()));
      case DateDayVector days -> days.setSafe(index, (int) TemporalValues.days(value));
      case DateMilliVector days -> days.setSafe(index, TemporalValues.dayMilliseconds(value));
      case TimeSecVector times ->
          times.setSafe(index, (int) TemporalValues.timeOfDay(value, TimeUnit.SECOND));
      case TimeMilliVector times ->
          times.setSafe(index, (int) TemporalValues.timeOfDay(value, TimeUnit.MILLISECOND));
      case TimeMicroVector times ->
          times.setSafe(index, TemporalValues.timeOfDay(value, TimeUnit.MICROSECOND));
      case TimeNanoVector times ->
          times.setSafe(index, TemporalValues.timeOfDay(value, TimeUnit.NANOSECOND));
      case DurationVector times ->
          times.setSafe(
              index,
              TemporalValues.duration(
                  value, ((ArrowType.Duration) vector.getField().getType()).getUnit()));
      case IntervalYearVector intervals ->
          intervals.setSafe(index, (int) ((Period) value).toTotalMonths());
      case IntervalDayVector intervals -> {
        PeriodDuration interval = (PeriodDuration) value;
        intervals.setSafe(
            index, interval.getPeriod().getDays(), (int) interval.getDuration().toMillis());
      }
      case IntervalMonthDayNanoVector intervals -> {
        PeriodDuration interval = (PeriodDuration) value;
        Period period = interval.getPeriod();
        intervals.setSafe(
            index,
            (int) period.toTotalMonths(),
            period.getDays(),
            interval.getDuration().toNanos());
      }
      default -> throw new IllegalArgumentException("no values for " + vector.getField());
    }
  }

  private static void setList(ListVector lists, int index, List<@Nullable Object> elements) {
    setAll(lists.getDataVector(), lists.startNewValue(index), elements);
    lists.endValue(index, elements.size());
  }

  private static void setLargeList(
      LargeListVector lists, int index, List<@Nullable Object> elements) {
    setAll(lists.getDataVector(), Math.toIntExact(lists.startNewValue(index)), elements);
    lists.endValue(index, elements.size());
  }

  private static void setStruct(StructVector struct, int index, List<@Nullable Object> fields) {
    struct.setIndexDefined(index);
    for (int i = 0; i < fields.size(); i++) {
      set(struct.getChildrenFromFields().get(i), index, fields.get(i));
    }
  }

  private static void setAll(FieldVector vector, int start, List<@Nullable Object> elements) {
    for (int i = 0; i < elements.size(); i++) {
      set(vector, start + i, elements.get(i));
    }
  }

  /** A map's elements are its entries, each a struct of two. */
  private static List<@Nullable Object> elements(Object value) {
    List<@Nullable Object> elements = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> elements.add(SampleRow.row(key, entry).values()));
    } else {
      elements.addAll((Collection<?>) value);
    }
    return elements;
  }

  private static Number number(Object value) {
    return (Number) value;
  }

  private static short half(Object value) {
    return Float.floatToFloat16(number(value).floatValue());
  }

  private static BigDecimal decimal(Object value, int scale) {
    return new BigDecimal(value.toString()).setScale(scale, RoundingMode.UNNECESSARY);
  }

  private static byte[] bytes(Object value) {
    return switch (value) {
      case byte[] bytes -> bytes;
      case UUID uuid ->
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      default -> ((String) value).getBytes(StandardCharsets.UTF_8);
    };
  }
}
