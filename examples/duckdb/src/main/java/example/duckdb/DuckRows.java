package example.duckdb;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.core.value.JavaValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Gives the values of records to an appender, in its classes. */
record DuckRows(DuckDBAppender appender, DuckDialect dialect) {

  /** Appends the values of one column, none of them null. */
  private interface Cell {
    void append(ColumnView column, int row) throws SQLException;
  }

  void append(RecordBatch record) throws SQLException {
    List<ColumnView> columns = record.columns();
    List<Cell> cells = columns.stream().map(column -> cell(column.type())).toList();
    for (int row = 0; row < record.rowCount(); row++) {
      appender.beginRow();
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).isNull(row)) {
          appender.appendNull();
        } else {
          cells.get(i).append(columns.get(i), row);
        }
      }
      appender.endRow();
    }
  }

  private Cell cell(ColumnType type) {
    if (dialect.keepsText(type)) {
      return (column, row) -> appender.append(JavaValue.text(column, row));
    }
    return switch (type) {
      case ColumnType.IntegerType(int bits, boolean signed) when bits == Long.SIZE && signed ->
          (column, row) -> appender.append(column.longValue(row));
      case ColumnType.FloatingPointType(int bits) when bits == Double.SIZE ->
          (column, row) -> appender.append(Double.longBitsToDouble(column.longValue(row)));
      case ColumnType.TextType _ ->
          (column, row) -> appender.append(JavaValue.string(column, row));
      case ColumnType.TimestampType(TimeUnit unit, String zone) ->
          (column, row) -> append(unit, zone != null, column.longValue(row));
      default -> (column, row) -> append(type, JavaValue.of(column, row));
    };
  }

  private void append(TimeUnit unit, boolean zoned, long count) throws SQLException {
    if (zoned && unit != TimeUnit.NANOSECOND) {
      appender.appendEpochMicros(
          Math.multiplyExact(count, TimeUnit.MICROSECOND.perSecond() / unit.perSecond()));
      return;
    }
    switch (unit) {
      case SECOND -> appender.appendEpochSeconds(count);
      case MILLISECOND -> appender.appendEpochMillis(count);
      case MICROSECOND -> appender.appendEpochMicros(count);
      case NANOSECOND -> appender.appendEpochNanos(count);
    }
  }

  private void append(ColumnType type, @Nullable Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case Boolean truth -> appender.append(truth);
      case Byte number -> appender.append(number);
      case Short number -> appender.append(number);
      case Integer number -> appender.append(number);
      case Long number -> appender.append(number);
      case BigInteger number -> appender.append(number);
      case Float number -> appender.append(number);
      case Double number -> appender.append(number);
      case BigDecimal number -> appender.append(number);
      case String text -> appender.append(text);
      case byte[] bytes -> appender.append(bytes);
      case UUID uuid -> appender.append(uuid);
      case LocalDate date -> appender.append(date);
      case LocalTime time -> appender.append(time);
      case LocalDateTime time -> appender.append(time);
      case OffsetDateTime time -> appender.append(time);
      case List<?> fields when type instanceof ColumnType.StructType struct -> {
        appender.beginStruct();
        for (int i = 0; i < fields.size(); i++) {
          append(struct.fields().get(i).type(), fields.get(i));
        }
        appender.endStruct();
      }
      case Collection<?> elements -> appender.append(elements);
      default -> throw new IllegalStateException("no class for " + type);
    }
  }
}
