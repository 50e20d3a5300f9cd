package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.BitBuilder;
import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.ListBuilder;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Chooses how the fields of a column are read; the way back of the encoders. Thread-safe. */
public final class FieldDecoders {
  private static final String JSON = "jsonb";

  private FieldDecoders() {}

  /** What is done with the bytes of one value. */
  @FunctionalInterface
  private interface ValueReader<B extends ColumnBuilder> {
    void read(B column, byte[] bytes, int at, int length);
  }

  private record Decoder<B extends ColumnBuilder>(B column, ValueReader<B> reader)
      implements FieldDecoder {
    @Override
    public void add(byte[] bytes, int at, int length) {
      reader.read(column, bytes, at, length);
    }
  }

  /**
   * @param storedType the type of the database's column in its catalogue's words
   * @throws InvalidInput when values of the type cannot be read back from the text that the
   *     database holds
   */
  public static FieldDecoder decoder(Column column, String storedType) {
    ColumnType type = column.type();
    int width = ColumnLayout.of(type).width();
    return switch (type) {
      case ColumnType.BooleanType _ ->
          new Decoder<>(new BitBuilder(), (to, bytes, at, _) -> to.append(bytes[at] != 0));
      case ColumnType.IntegerType _ when storedType.startsWith("numeric") ->
          fixed(
              width,
              (to, bytes, at, _) -> to.append(NumericReader.unscaled(bytes, at, 0).longValue()));
      case ColumnType.IntegerType _ ->
          fixed(width, (to, bytes, at, length) -> to.append(integer(bytes, at, length)));
      case ColumnType.FloatingPointType(int bits) ->
          bits == 16
              ? fixed(
                  width, (to, bytes, at, length) -> to.append(halfFloat(text(bytes, at, length))))
              : fixed(width, (to, bytes, at, length) -> to.append(integer(bytes, at, length)));
      case ColumnType.DecimalType(_, _, int scale) ->
          fixed(
              width,
              (to, bytes, at, _) ->
                  to.append(
                      NumericReader.littleEndian(NumericReader.unscaled(bytes, at, scale), width),
                      0));
      case ColumnType.TextType _, ColumnType.BinaryType _, ColumnType.OpaqueType _ -> variable(0);
      case ColumnType.JsonType _ -> variable(storedType.equals(JSON) ? 1 : 0);
      case ColumnType.BinaryViewType _ ->
          new Decoder<>(
              new VariableWidthBuilder(),
              (to, bytes, at, length) -> to.append(base64(bytes, at, length)));
      case ColumnType.FixedBinaryType _ ->
          fixed(width, (to, bytes, at, length) -> to.append(base64(bytes, at, length), 0));
      case ColumnType.TimestampType timestamp ->
          fixed(
              width,
              (to, bytes, at, _) ->
                  to.append(TimeReader.timestamp(BigEndian.getLong(bytes, at), timestamp.unit())));
      case ColumnType.TimeType time ->
          fixed(
              width,
              (to, bytes, at, _) ->
                  to.append(TimeReader.time(BigEndian.getLong(bytes, at), time.unit())));
      case ColumnType.DateType date ->
          fixed(
              width,
              (to, bytes, at, _) ->
                  to.append(TimeReader.date(BigEndian.getInt(bytes, at), date.milliseconds())));
      case ColumnType.DurationType duration ->
          fixed(
              width,
              (to, bytes, at, length) ->
                  to.append(TimeReader.duration(text(bytes, at, length), duration.unit())));
      case ColumnType.UuidType _ -> fixed(width, (to, bytes, at, _) -> to.append(bytes, at));
      case ColumnType.InetType _ ->
          new Decoder<>(
              new VariableWidthBuilder(),
              (to, bytes, at, length) -> to.append(InetReader.text(bytes, at, length)));
      case ColumnType.MacType _ when storedType.equals("text") ->
          new Decoder<>(
              new VariableWidthBuilder(),
              (to, bytes, at, length) -> to.append(MacReader.bytes(text(bytes, at, length))));
      case ColumnType.MacType _ -> variable(0);
      case ColumnType.ListType list when storedType.endsWith("[]") && !isNested(list.element()) ->
          list(list, storedType.substring(0, storedType.length() - 2));
      case ColumnType.ListType list when storedType.equals(JSON) -> jsonList(list);
      case ColumnType.NullType _ ->
          new Decoder<>(new FixedWidthBuilder(0), (to, _, _, _) -> to.append(0));
      case ColumnType.ListType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.IntervalType _ ->
          throw new InvalidInput(
              "column %s cannot be read back: the database holds it as %s"
                  .formatted(column.name(), storedType));
    };
  }

  /** Whether the database holds the values as JSON in a text. */
  private static boolean isNested(Column element) {
    return element.type() instanceof ColumnType.ListType
        || element.type() instanceof ColumnType.StructType
        || element.type() instanceof ColumnType.MapType
        || element.type() instanceof ColumnType.IntervalType;
  }

  private static FieldDecoder fixed(int width, ValueReader<FixedWidthBuilder> reader) {
    return new Decoder<>(new FixedWidthBuilder(width), reader);
  }

  /** Bytes as they are, without the first {@code skipped}. */
  private static FieldDecoder variable(int skipped) {
    return new Decoder<>(
        new VariableWidthBuilder(),
        (to, bytes, at, length) -> to.append(bytes, at + skipped, at + length));
  }

  private static FieldDecoder list(ColumnType.ListType type, String elementType) {
    FieldDecoder elements = decoder(type.element(), elementType);
    return new Decoder<>(
        new ListBuilder(type, elements.column()),
        (to, bytes, at, _) -> {
          int count = BigEndian.getInt(bytes, at) == 0 ? 0 : BigEndian.getInt(bytes, at + 12);
          if (BigEndian.getInt(bytes, at) > 1) {
            throw anotherShape(type);
          }
          checkSize(type, count);
          int position = at + 20;
          for (int i = 0; i < count; i++) {
            position = elements.addField(bytes, position);
          }
          to.append();
        });
  }

  /** One jsonb, whose first byte is its version, that holds the elements in a JSON array. */
  private static FieldDecoder jsonList(ColumnType.ListType type) {
    VariableWidthBuilder elements = new VariableWidthBuilder();
    return new Decoder<>(
        new ListBuilder(type, elements),
        (to, bytes, at, length) -> {
          checkSize(type, JsonListReader.read(bytes, at + 1, at + length, elements));
          to.append();
        });
  }

  private static void checkSize(ColumnType.ListType type, int count) {
    if (type.layout() instanceof ListLayout.Fixed(int size) && size != count) {
      throw anotherShape(type);
    }
  }

  private static InvalidInput anotherShape(ColumnType.ListType type) {
    return new InvalidInput(
        "an array of column %s has another shape than asked for".formatted(type.element().name()));
  }

  private static long integer(byte[] bytes, int at, int length) {
    return switch (length) {
      case 2 -> BigEndian.getShort(bytes, at);
      case 4 -> BigEndian.getInt(bytes, at);
      default -> BigEndian.getLong(bytes, at);
    };
  }

  private static long halfFloat(String text) {
    return Float.floatToFloat16(
        switch (text) {
          case "+Inf" -> Float.POSITIVE_INFINITY;
          case "-Inf" -> Float.NEGATIVE_INFINITY;
          default -> Float.parseFloat(text);
        });
  }

  private static byte[] base64(byte[] bytes, int at, int length) {
    return Base64.getDecoder().decode(java.util.Arrays.copyOfRange(bytes, at, at + length));
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }
}
