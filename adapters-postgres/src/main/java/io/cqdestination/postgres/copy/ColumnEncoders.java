package io.cqdestination.postgres.copy;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;

/** Chooses the encoder of a column. Thread-safe. */
final class ColumnEncoders {
  private static final String ARRAY = "[]";

  private ColumnEncoders() {}

  /**
   * The encoder, nulls included.
   *
   * @param storedType the type of the database's column in its catalogue's words, such as {@code
   *     numeric(20,0)}
   */
  static ColumnEncoder encoder(ColumnType type, String storedType) {
    return ColumnEncoder.nullable(values(type, storedType));
  }

  private static ColumnEncoder values(ColumnType type, String storedType) {
    if (storedType.equals("text")) {
      return text(type);
    }
    return switch (type) {
      case ColumnType.BooleanType _ -> NumberEncoders::booleans;
      case ColumnType.IntegerType integer -> integer(integer, storedType);
      case ColumnType.FloatingPointType(int bits) ->
          bits == 32 ? NumberEncoders::float4 : NumberEncoders::float8;
      case ColumnType.DecimalType(int bits, _, int scale) ->
          column -> NumericEncoder.decimals(column, bits, scale);
      case ColumnType.TextType _, ColumnType.OpaqueType _ -> TextEncoder::writer;
      case ColumnType.BinaryType _, ColumnType.BinaryViewType _ -> BytesWriter::new;
      case ColumnType.FixedBinaryType(int width) -> column -> new FixedBytesWriter(column, width);
      case ColumnType.TimestampType timestamp ->
          column -> TimeEncoders.timestamps(column, timestamp.unit());
      case ColumnType.TimeType time -> column -> TimeEncoders.times(column, time.unit());
      case ColumnType.DateType(boolean milliseconds) ->
          milliseconds ? TimeEncoders::datesOfMilliseconds : TimeEncoders::dates;
      case ColumnType.UuidType _ -> column -> new FixedBytesWriter(column, 16);
      case ColumnType.JsonType _ ->
          column -> JsonEncoder.writer(column, storedType.equals("jsonb"));
      case ColumnType.InetType _ -> InetEncoder::writer;
      case ColumnType.MacType _ -> MacEncoder::writer;
      case ColumnType.ListType(Column element, _) -> list(element, storedType);
      case ColumnType.DurationType _,
          ColumnType.IntervalType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.NullType _ ->
          throw unknown(type, storedType);
    };
  }

  private static ColumnEncoder text(ColumnType type) {
    return switch (type) {
      case ColumnType.TextType _,
          ColumnType.OpaqueType _,
          ColumnType.JsonType _,
          ColumnType.InetType _ ->
          TextEncoder::writer;
      case ColumnType.NullType _ -> _ -> new NullWriter();
      default -> RenderedEncoder::text;
    };
  }

  private static ColumnEncoder list(Column element, String storedType) {
    if (!storedType.endsWith(ARRAY)) {
      return RenderedEncoder::json;
    }
    String elementType = storedType.substring(0, storedType.length() - ARRAY.length());
    return new ArrayEncoder(ElementTypes.oid(elementType), encoder(element.type(), elementType));
  }

  private static ColumnEncoder integer(ColumnType.IntegerType type, String storedType) {
    long mask = type.signed() || type.bits() == 64 ? -1 : (1L << type.bits()) - 1;
    return switch (storedType) {
      case "smallint" -> column -> NumberEncoders.int2(column, mask);
      case "integer" -> column -> NumberEncoders.int4(column, mask);
      case "bigint" -> column -> NumberEncoders.int8(column, mask);
      default -> NumericEncoder::unsigned;
    };
  }

  private static IllegalStateException unknown(ColumnType type, String storedType) {
    return new IllegalStateException("no encoder from %s to %s".formatted(type, storedType));
  }

  /** Every value is null. */
  private static final class NullWriter extends FieldWriter {

    @Override
    long bound(int fromRow, int toRow) {
      return 4L * (toRow - fromRow);
    }

    @Override
    int write(int row, byte[] out, int at) {
      BigEndian.putInt(out, at, -1);
      return at + 4;
    }
  }
}
