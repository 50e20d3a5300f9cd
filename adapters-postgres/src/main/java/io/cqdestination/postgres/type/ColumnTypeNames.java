package io.cqdestination.postgres.type;

import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.BinaryType;
import io.cqdestination.core.table.ColumnType.BinaryViewType;
import io.cqdestination.core.table.ColumnType.BooleanType;
import io.cqdestination.core.table.ColumnType.DateType;
import io.cqdestination.core.table.ColumnType.DecimalType;
import io.cqdestination.core.table.ColumnType.DurationType;
import io.cqdestination.core.table.ColumnType.FixedBinaryType;
import io.cqdestination.core.table.ColumnType.FloatingPointType;
import io.cqdestination.core.table.ColumnType.InetType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.IntervalType;
import io.cqdestination.core.table.ColumnType.JsonType;
import io.cqdestination.core.table.ColumnType.ListType;
import io.cqdestination.core.table.ColumnType.MacType;
import io.cqdestination.core.table.ColumnType.MapType;
import io.cqdestination.core.table.ColumnType.NullType;
import io.cqdestination.core.table.ColumnType.OpaqueType;
import io.cqdestination.core.table.ColumnType.StructType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ColumnType.TimeType;
import io.cqdestination.core.table.ColumnType.TimestampType;
import io.cqdestination.core.table.ColumnType.UuidType;
import io.cqdestination.postgres.dialect.Dialect;

/**
 * Which database type holds the values of a column, in the words of the catalogue's {@code
 * format_type}. Pure and thread-safe.
 */
public final class ColumnTypeNames {
  private static final String TEXT = "text";
  private static final int WIDEST_UNSIGNED_INTEGER = 32;

  private final Dialect dialect;

  public ColumnTypeNames(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The type's name, such as {@code numeric(20,0)} or {@code timestamp without time zone[]}. */
  public String name(ColumnType type) {
    return switch (type) {
      case BooleanType _ -> "boolean";
      case IntegerType(int bits, boolean signed) -> integer(bits, signed);
      case FloatingPointType(int bits) -> floatingPoint(bits);
      case DecimalType(int _, int precision, int scale) -> dialect.numeric(precision, scale);
      case TextType _ -> TEXT;
      case BinaryType _ -> "bytea";
      case TimestampType _ -> "timestamp without time zone";
      case TimeType _ -> "time without time zone";
      case DateType _ -> "date";
      case UuidType _ -> "uuid";
      case JsonType _ -> "jsonb";
      case InetType _ -> "inet";
      case MacType _ -> dialect.macAddress();
      case ListType list -> dialect.listOf(element(list.element().type()));
      case BinaryViewType _,
          FixedBinaryType _,
          DurationType _,
          IntervalType _,
          StructType _,
          MapType _,
          NullType _,
          OpaqueType _ ->
          TEXT;
    };
  }

  private String integer(int bits, boolean signed) {
    return signed || bits <= WIDEST_UNSIGNED_INTEGER
        ? dialect.integer(bits, signed)
        : dialect.numeric(20, 0);
  }

  private static String floatingPoint(int bits) {
    return switch (bits) {
      case 32 -> "real";
      case 64 -> "double precision";
      default -> TEXT;
    };
  }

  /** Lists of lists do not exist as columns: the inner ones become text. */
  private String element(ColumnType type) {
    return type instanceof ListType ? TEXT : name(type);
  }
}
