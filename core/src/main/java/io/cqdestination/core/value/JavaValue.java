package io.cqdestination.core.value;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns as Java objects. Thread-safe.
 *
 * <table>
 * <caption>The class of a value, by the type of its column</caption>
 * <tr><td>boolean</td><td>{@link Boolean}</td></tr>
 * <tr><td>whole number</td><td>the smallest of {@link Byte}, {@link Short}, {@link Integer}, {@link
 * Long} and {@link BigInteger} that has all values of the type</td></tr>
 * <tr><td>floating point</td><td>{@link Float} up to 32 bits, {@link Double}</td></tr>
 * <tr><td>decimal</td><td>{@link BigDecimal} with the type's scale</td></tr>
 * <tr><td>text, JSON, inet, opaque</td><td>{@link String}</td></tr>
 * <tr><td>binary, mac</td><td>{@code byte[]}</td></tr>
 * <tr><td>uuid</td><td>{@link UUID}</td></tr>
 * <tr><td>timestamp</td><td>{@link OffsetDateTime} in UTC with a zone, {@link LocalDateTime}
 * without</td></tr>
 * <tr><td>date, time of day, duration</td><td>{@link LocalDate}, {@link LocalTime}, {@link
 * Duration}</td></tr>
 * <tr><td>interval</td><td>{@link Interval}</td></tr>
 * <tr><td>list, map</td><td>{@link List}; of a map a list of its entries</td></tr>
 * <tr><td>struct, entry of a map</td><td>{@link List} of the fields in their order</td></tr>
 * </table>
 */
public final class JavaValue {
  private static final long MILLISECONDS_A_DAY = 86_400_000L;
  private static final int NANOSECONDS_A_MILLISECOND = 1_000_000;

  private JavaValue() {}

  /**
   * The value of a row; null for a null.
   *
   * @throws InvalidInput when it is a time outside of the calendar or of the day
   */
  public static @Nullable Object of(ColumnView column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    try {
      return valid(column, row);
    } catch (DateTimeException | ArithmeticException outside) {
      throw new InvalidInput(
          "%d is no %s".formatted(column.longValue(row), column.type()), outside);
    }
  }

  /** The text form of a value, JSON where it is nested; null for a null. */
  public static @Nullable String text(ColumnView column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    ByteSink text = new ByteSink();
    ValueText.append(column, row, text);
    return new String(text.toByteArray(), StandardCharsets.UTF_8);
  }

  /** A text, or another value that is kept in UTF-8, that is not null. */
  public static String string(ColumnView column, int row) {
    int start = column.start(row);
    return new String(column.bytes(), start, column.end(row) - start, StandardCharsets.UTF_8);
  }

  private static @Nullable Object valid(ColumnView column, int row) {
    return switch (column.type()) {
      case ColumnType.BooleanType _ -> column.booleanValue(row);
      case ColumnType.IntegerType(int bits, boolean signed) ->
          signed ? signed(column.longValue(row), bits) : unsigned(column.longValue(row), bits);
      case ColumnType.FloatingPointType(int bits) -> floatingPoint(column.longValue(row), bits);
      case ColumnType.DecimalType decimal ->
          new BigDecimal(column.unscaledValue(row), decimal.scale());
      case ColumnType.TextType _,
          ColumnType.JsonType _,
          ColumnType.InetType _,
          ColumnType.OpaqueType _ ->
          string(column, row);
      case ColumnType.BinaryType _,
          ColumnType.BinaryViewType _,
          ColumnType.FixedBinaryType _,
          ColumnType.MacType _ ->
          Arrays.copyOfRange(column.bytes(), column.start(row), column.end(row));
      case ColumnType.UuidType _ -> {
        ByteBuffer bytes = ByteBuffer.wrap(column.bytes(), column.start(row), 2 * Long.BYTES);
        yield new UUID(bytes.getLong(), bytes.getLong());
      }
      case ColumnType.TimestampType(TimeUnit unit, String zone) -> {
        LocalDateTime time = timestamp(column.longValue(row), unit);
        yield zone == null ? time : time.atOffset(ZoneOffset.UTC);
      }
      case ColumnType.TimeType(TimeUnit unit) -> {
        long count = column.longValue(row);
        yield LocalTime.ofSecondOfDay(unit.seconds(count)).withNano(unit.nanoseconds(count));
      }
      case ColumnType.DateType(boolean milliseconds) ->
          LocalDate.ofEpochDay(
              milliseconds
                  ? Math.floorDiv(column.longValue(row), MILLISECONDS_A_DAY)
                  : column.longValue(row));
      case ColumnType.DurationType(TimeUnit unit) -> {
        long count = column.longValue(row);
        yield Duration.ofSeconds(unit.seconds(count), unit.nanoseconds(count));
      }
      case ColumnType.IntervalType(IntervalUnit unit) ->
          interval(column.bytes(), column.start(row), unit);
      case ColumnType.ListType _, ColumnType.MapType _ -> elements(column, row);
      case ColumnType.StructType _ -> fields(column, row);
      case ColumnType.NullType _ -> null;
    };
  }

  private static Number signed(long value, int bits) {
    return switch (bits) {
      case 8 -> (byte) value;
      case 16 -> (short) value;
      case 32 -> (int) value;
      default -> value;
    };
  }

  private static Number unsigned(long value, int bits) {
    return switch (bits) {
      case 8 -> (short) (value & 0xFF);
      case 16 -> (int) (value & 0xFFFF);
      case 32 -> value & 0xFFFF_FFFFL;
      default -> new BigInteger(Long.toUnsignedString(value));
    };
  }

  private static Number floatingPoint(long valueBits, int bits) {
    return switch (bits) {
      case 16 -> Float.float16ToFloat((short) valueBits);
      case 32 -> Float.intBitsToFloat((int) valueBits);
      default -> Double.longBitsToDouble(valueBits);
    };
  }

  private static LocalDateTime timestamp(long count, TimeUnit unit) {
    return LocalDateTime.ofEpochSecond(
        unit.seconds(count), unit.nanoseconds(count), ZoneOffset.UTC);
  }

  private static Interval interval(byte[] bytes, int at, IntervalUnit unit) {
    int first = LittleEndian.getInt(bytes, at);
    return switch (unit) {
      case YEAR_MONTH -> new Interval(first, 0, 0);
      case DAY_TIME ->
          new Interval(
              0,
              first,
              (long) LittleEndian.getInt(bytes, at + Integer.BYTES) * NANOSECONDS_A_MILLISECOND);
      case MONTH_DAY_NANO ->
          new Interval(
              first,
              LittleEndian.getInt(bytes, at + Integer.BYTES),
              LittleEndian.getLong(bytes, at + Long.BYTES));
    };
  }

  private static List<@Nullable Object> elements(ColumnView column, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = column.firstElement(row); i < column.endElement(row); i++) {
      values.add(of(column.elements(), i));
    }
    return Collections.unmodifiableList(values);
  }

  private static List<@Nullable Object> fields(ColumnView column, int row) {
    List<@Nullable Object> values = new ArrayList<>(column.children().size());
    for (ColumnView field : column.children()) {
      values.add(of(field, row));
    }
    return Collections.unmodifiableList(values);
  }
}
