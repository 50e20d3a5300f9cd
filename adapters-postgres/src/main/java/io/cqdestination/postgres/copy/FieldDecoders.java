package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.BitBuilder;
import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.ListBuilder;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.text.TextReader;

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
   */
  public static FieldDecoder decoder(ColumnType type, String storedType) {
    int width = ColumnLayout.of(type).width();
    return switch (type) {
      case ColumnType.BooleanType _ ->
          new Decoder<>(new BitBuilder(), (to, bytes, at, _) -> to.append(bytes[at] != 0));
      case ColumnType.IntegerType _ when storedType.startsWith("numeric") ->
          fixed(width, (to, bytes, at, _) -> to.append(NumericReader.unsigned(bytes, at)));
      case ColumnType.IntegerType _ ->
          fixed(width, (to, bytes, at, length) -> to.append(integer(bytes, at, length)));
      case ColumnType.FloatingPointType(int bits) ->
          bits == 16
              ? text(type, 0)
              : fixed(width, (to, bytes, at, length) -> to.append(integer(bytes, at, length)));
      case ColumnType.DecimalType(_, _, int scale) ->
          fixed(
              width,
              (to, bytes, at, _) ->
                  to.append(
                      NumericReader.littleEndian(NumericReader.unscaled(bytes, at, scale), width),
                      0));
      case ColumnType.TextType _, ColumnType.BinaryType _, ColumnType.OpaqueType _ -> variable(0);
      case ColumnType.JsonType _ -> text(type, storedType.equals(JSON) ? 1 : 0);
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
      case ColumnType.UuidType _ -> fixed(width, (to, bytes, at, _) -> to.append(bytes, at));
      case ColumnType.InetType _ ->
          new Decoder<>(
              new VariableWidthBuilder(),
              (to, bytes, at, length) -> to.append(InetReader.text(bytes, at, length)));
      case ColumnType.MacType _ when storedType.equals("text") -> text(type, 0);
      case ColumnType.MacType _ -> variable(0);
      case ColumnType.ListType list when storedType.endsWith("[]") ->
          list(list, storedType.substring(0, storedType.length() - 2));
      case ColumnType.ListType _ -> text(type, storedType.equals(JSON) ? 1 : 0);
      case ColumnType.NullType _,
          ColumnType.BinaryViewType _,
          ColumnType.FixedBinaryType _,
          ColumnType.DurationType _,
          ColumnType.IntervalType _,
          ColumnType.StructType _,
          ColumnType.MapType _ ->
          text(type, 0);
    };
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

  /** Texts, without the first {@code skipped} bytes: the version that {@code jsonb} begins with. */
  private static FieldDecoder text(ColumnType type, int skipped) {
    return new TextDecoder(TextReader.of(type), skipped);
  }

  private record TextDecoder(TextReader texts, int skipped) implements FieldDecoder {
    @Override
    public ColumnBuilder column() {
      return texts.column();
    }

    @Override
    public void add(byte[] bytes, int at, int length) {
      texts.add(bytes, at + skipped, length - skipped);
    }
  }

  private static FieldDecoder list(ColumnType.ListType type, String elementType) {
    FieldDecoder elements = decoder(type.element().type(), elementType);
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
}
