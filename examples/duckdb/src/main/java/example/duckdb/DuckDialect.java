package example.duckdb;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.jdbc.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** DuckDB's types. What it lacks becomes text, and JSON where it is nested. */
final class DuckDialect implements Dialect {
  private static final String TEXT = "VARCHAR";
  private static final String JSON = "JSON";
  private static final String BYTES = "BLOB";
  private static final String NANOSECONDS = "TIMESTAMP_NS";

  /** The appender takes bytes from columns alone, and nanoseconds only without a zone. */
  private static final Set<String> NEVER_NESTED = Set.of(BYTES, NANOSECONDS);

  private static final int MOST_DIGITS = 38;

  @Override
  public String type(ColumnType type) {
    return switch (type) {
      case ColumnType.BooleanType _ -> "BOOLEAN";
      case ColumnType.IntegerType(int bits, boolean signed) -> integer(signed ? bits : 2 * bits);
      case ColumnType.FloatingPointType(int bits) -> bits == 64 ? "DOUBLE" : "FLOAT";
      case ColumnType.DecimalType(_, int digits, int scale)
          when digits <= MOST_DIGITS && scale >= 0 && scale <= digits ->
          "DECIMAL(%d,%d)".formatted(digits, scale);
      case ColumnType.TimestampType(TimeUnit unit, String zone) -> timestamp(unit, zone != null);
      case ColumnType.TimeType(TimeUnit unit) when unit != TimeUnit.NANOSECOND -> "TIME";
      case ColumnType.DateType _ -> "DATE";
      case ColumnType.UuidType _ -> "UUID";
      case ColumnType.JsonType _ -> JSON;
      case ColumnType.BinaryType _, ColumnType.BinaryViewType _, ColumnType.FixedBinaryType _ ->
          BYTES;
      case ColumnType.ListType list -> nests(list.element()) ? list(list.element().type()) : JSON;
      case ColumnType.MapType map -> keepsText(map.entry()) ? JSON : list(map.entry());
      case ColumnType.StructType(List<Column> fields) -> struct(fields);
      default -> TEXT;
    };
  }

  @Override
  public boolean keepsText(ColumnType type) {
    return switch (type) {
      case ColumnType.TextType _,
          ColumnType.InetType _,
          ColumnType.OpaqueType _,
          ColumnType.JsonType _ ->
          false;
      default -> Set.of(TEXT, JSON).contains(type(type));
    };
  }

  /** DuckDB quotes the fields of a struct only where it has to. */
  @Override
  public boolean sameType(String wanted, String found) {
    return wanted.replace("\"", "").equals(found.replace("\"", ""));
  }

  @Override
  public @Nullable Object plain(@Nullable Object value) {
    return value instanceof JsonNode json ? json.toString() : value;
  }

  /** Another transaction changed the same rows or tables first, or another process has the file. */
  @Override
  public boolean isTransient(SQLException failure) {
    return Stream.of("TransactionContext Error", "Could not set lock")
        .anyMatch(failure.getMessage()::contains);
  }

  private static String integer(int bits) {
    return switch (bits) {
      case 8 -> "TINYINT";
      case 16 -> "SMALLINT";
      case 32 -> "INTEGER";
      case 64 -> "BIGINT";
      default -> "HUGEINT";
    };
  }

  private static String timestamp(TimeUnit unit, boolean zoned) {
    if (unit == TimeUnit.NANOSECOND) {
      return NANOSECONDS;
    }
    String suffix =
        unit == TimeUnit.MICROSECOND ? "" : "_" + unit.symbol().toUpperCase(Locale.ROOT);
    return zoned ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP" + suffix;
  }

  private String list(ColumnType element) {
    return type(element) + "[]";
  }

  /** DuckDB's structs have one field at least, and no two that differ in their case alone. */
  private String struct(List<Column> fields) {
    long names =
        fields.stream().map(field -> field.name().toLowerCase(Locale.ROOT)).distinct().count();
    return names == 0 || names < fields.size() || !fields.stream().allMatch(this::nests)
        ? JSON
        : fields.stream()
            .map(field -> quoted(field.name()) + " " + type(field.type()))
            .collect(Collectors.joining(", ", "STRUCT(", ")"));
  }

  private boolean nests(Column column) {
    return !keepsText(column.type()) && !NEVER_NESTED.contains(type(column.type()));
  }
}
