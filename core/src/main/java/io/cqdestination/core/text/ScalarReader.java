package io.cqdestination.core.text;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.BitBuilder;
import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Single values from their texts, which in JSON stand as strings, numbers or words.
 *
 * @param kind what the text should be, for messages
 */
record ScalarReader<B extends ColumnBuilder>(B column, String kind, Parser<B> parser)
    implements JsonReader {
  private static final int LONGEST_SHOWN = 100;

  /**
   * Adds the value of a text; throws {@link IllegalArgumentException}, {@link ArithmeticException}
   * or {@link DateTimeException} when it is none.
   */
  @FunctionalInterface
  interface Parser<B> {
    void add(B column, String text);
  }

  static ScalarReader<?> of(ColumnType type) {
    return switch (type) {
      case ColumnType.BooleanType _ ->
          new ScalarReader<>(
              new BitBuilder(), "boolean", (to, text) -> to.append(ScalarValue.booleanValue(text)));
      case ColumnType.IntegerType integer ->
          number(
              type,
              (integer.signed() ? "" : "unsigned ") + "number of " + integer.bits() + " bits",
              text -> ScalarValue.integer(text, integer));
      case ColumnType.FloatingPointType(int bits) ->
          number(
              type, "number of " + bits + " bits", text -> ScalarValue.floatingPoint(text, bits));
      case ColumnType.DecimalType decimal ->
          new ScalarReader<>(
              new FixedWidthBuilder(decimal.bits() / Byte.SIZE),
              "decimal number",
              (to, text) -> to.append(ScalarValue.decimal(text, decimal.scale())));
      case ColumnType.BinaryType _, ColumnType.BinaryViewType _ ->
          variable("base64", ScalarValue::base64);
      case ColumnType.FixedBinaryType(int width) ->
          bytes(type, "base64 of " + width + " bytes", ScalarValue::base64);
      case ColumnType.TimestampType timestamp ->
          number(type, "timestamp", text -> TimeValue.timestamp(text, timestamp));
      case ColumnType.TimeType time ->
          number(type, "time of day", text -> TimeValue.timeOfDay(text, time.unit()));
      case ColumnType.DateType date ->
          number(type, "date", text -> TimeValue.date(text, date.milliseconds()));
      case ColumnType.DurationType duration ->
          number(
              type,
              "duration in " + duration.unit().symbol(),
              text -> TimeValue.count(text, duration.unit()));
      case ColumnType.UuidType _ -> bytes(type, "uuid", ScalarValue::uuid);
      case ColumnType.MacType _ -> variable("hardware address", ScalarValue::hardwareAddress);
      case ColumnType.NullType _ ->
          new ScalarReader<>(new FixedWidthBuilder(0), "null", (to, _) -> to.append(0));
      case ColumnType.TextType _, ColumnType.OpaqueType _, ColumnType.InetType _ ->
          variable("text", text -> text.getBytes(StandardCharsets.UTF_8));
      case ColumnType.JsonType _,
          ColumnType.IntervalType _,
          ColumnType.ListType _,
          ColumnType.StructType _,
          ColumnType.MapType _ ->
          throw new IllegalArgumentException("no single value: " + type);
    };
  }

  @Override
  public void read(JsonCursor json) {
    add(json.takeScalar());
  }

  /**
   * @throws InvalidInput when the text is no value of the type
   */
  void add(String text) {
    try {
      parser.add(column, text);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException malformed) {
      String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
      throw new InvalidInput("\"%s\" is no %s".formatted(shown, kind), malformed);
    }
  }

  private static ScalarReader<?> number(
      ColumnType type, String kind, ToLongFunction<String> parser) {
    return new ScalarReader<>(
        new FixedWidthBuilder(ColumnLayout.of(type).width()),
        kind,
        (to, text) -> to.append(parser.applyAsLong(text)));
  }

  private static ScalarReader<?> bytes(
      ColumnType type, String kind, Function<String, byte[]> parser) {
    int width = ColumnLayout.of(type).width();
    return new ScalarReader<>(
        new FixedWidthBuilder(width),
        kind,
        (to, text) -> {
          byte[] value = parser.apply(text);
          if (value.length != width) {
            throw new IllegalArgumentException(value.length + " bytes");
          }
          to.append(value, 0);
        });
  }

  private static ScalarReader<?> variable(String kind, Function<String, byte[]> parser) {
    return new ScalarReader<>(
        new VariableWidthBuilder(), kind, (to, text) -> to.append(parser.apply(text)));
  }
}
