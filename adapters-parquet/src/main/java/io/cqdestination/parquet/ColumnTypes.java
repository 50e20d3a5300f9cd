package io.cqdestination.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.schema.SchemaNode;
import dev.hardwood.schema.SchemaNode.GroupNode;
import dev.hardwood.schema.SchemaNode.PrimitiveNode;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import java.util.List;

/**
 * What Parquet's types mean. Source: the Parquet format's "Logical Type Definitions". Thread-safe.
 */
final class ColumnTypes {
  private static final int MOST_DIGITS_OF_128_BITS = 38;

  private ColumnTypes() {}

  /**
   * @throws InvalidInput when a column has a type that cannot be taken, naming it
   */
  static Column column(SchemaNode node) {
    boolean nullable = node.repetitionType() != RepetitionType.REQUIRED;
    return new Column(node.name(), type(node), nullable, false, false);
  }

  private static ColumnType type(SchemaNode node) {
    if (node.repetitionType() == RepetitionType.REPEATED) {
      throw new InvalidInput(
          "column %s repeats without being a list, which is not supported".formatted(node.name()));
    }
    return switch (node) {
      case PrimitiveNode primitive -> primitive(primitive);
      case GroupNode group -> group(group);
    };
  }

  private static ColumnType group(GroupNode group) {
    if (group.isList()) {
      return new ColumnType.ListType(
          element(group.getListElement()), new ListLayout.Offsets(false));
    }
    if (group.isMap()) {
      return new ColumnType.MapType(
          new ColumnType.StructType(
              List.of(element(group.getMapKey()), element(group.getMapValue()))));
    }
    if (group.isVariant()) {
      throw new InvalidInput(
          "column %s is a variant, which is not supported".formatted(group.name()));
    }
    if (group.children().isEmpty()) {
      throw new InvalidInput("column %s has no fields".formatted(group.name()));
    }
    return new ColumnType.StructType(group.children().stream().map(ColumnTypes::column).toList());
  }

  private static Column element(SchemaNode node) {
    return Column.of(node.name(), type(node));
  }

  private static ColumnType primitive(PrimitiveNode node) {
    return switch (node.logicalType()) {
      case null -> physical(node.type());
      case LogicalType.StringType _, LogicalType.EnumType _, LogicalType.NullType _ ->
          new ColumnType.TextType(false);
      case LogicalType.JsonType _ -> new ColumnType.JsonType();
      case LogicalType.UuidType _ -> new ColumnType.UuidType();
      case LogicalType.IntType integer ->
          new ColumnType.IntegerType(integer.bitWidth(), integer.isSigned());
      case LogicalType.DecimalType decimal ->
          new ColumnType.DecimalType(
              decimal.precision() > MOST_DIGITS_OF_128_BITS ? 256 : 128,
              decimal.precision(),
              decimal.scale());
      case LogicalType.DateType _ -> new ColumnType.DateType(false);
      case LogicalType.TimeType time -> new ColumnType.TimeType(unit(time.unit()));
      case LogicalType.TimestampType timestamp ->
          new ColumnType.TimestampType(
              unit(timestamp.unit()), timestamp.isAdjustedToUTC() ? "UTC" : null);
      case LogicalType.IntervalType _ -> new ColumnType.IntervalType(IntervalUnit.MONTH_DAY_NANO);
      case LogicalType.Float16Type _ -> new ColumnType.FloatingPointType(16);
      case LogicalType other -> bytes(node, other);
    };
  }

  /** BSON and shapes stay bytes; anything else would be a guess. */
  private static ColumnType bytes(PrimitiveNode node, LogicalType type) {
    if (node.type() == PhysicalType.BYTE_ARRAY) {
      return new ColumnType.BinaryType(false);
    }
    throw new InvalidInput(
        "column %s has the type %s, which is not supported".formatted(node.name(), type));
  }

  private static ColumnType physical(PhysicalType type) {
    return switch (type) {
      case BOOLEAN -> new ColumnType.BooleanType();
      case INT32 -> new ColumnType.IntegerType(32, true);
      case INT64 -> new ColumnType.IntegerType(64, true);
      case INT96 -> new ColumnType.TimestampType(TimeUnit.MICROSECOND, "UTC");
      case FLOAT -> new ColumnType.FloatingPointType(32);
      case DOUBLE -> new ColumnType.FloatingPointType(64);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new ColumnType.BinaryType(false);
    };
  }

  private static TimeUnit unit(LogicalType.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> TimeUnit.MILLISECOND;
      case MICROS -> TimeUnit.MICROSECOND;
      case NANOS -> TimeUnit.NANOSECOND;
    };
  }
}
