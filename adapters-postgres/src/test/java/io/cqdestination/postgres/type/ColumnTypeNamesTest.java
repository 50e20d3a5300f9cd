package io.cqdestination.postgres.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.table.Column;
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
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.CockroachVersion;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The types table of the design, line by line. */
class ColumnTypeNamesTest {
  private static final Dialect POSTGRES = new PostgresDialect(18);
  private static final Dialect COCKROACH = new CockroachDialect(new CockroachVersion(20, 2, 0));
  private static final ColumnType TEXT = new TextType(false);
  private static final ColumnType MAP =
      new MapType(new StructType(List.of(Column.of("key", TEXT), Column.of("value", TEXT))));

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(new BooleanType(), "boolean", "boolean"),
        Arguments.of(new IntegerType(8, true), "smallint", "smallint"),
        Arguments.of(new IntegerType(16, true), "smallint", "smallint"),
        Arguments.of(new IntegerType(8, false), "smallint", "smallint"),
        Arguments.of(new IntegerType(32, true), "integer", "bigint"),
        Arguments.of(new IntegerType(16, false), "integer", "bigint"),
        Arguments.of(new IntegerType(64, true), "bigint", "bigint"),
        Arguments.of(new IntegerType(32, false), "bigint", "bigint"),
        Arguments.of(new IntegerType(64, false), "numeric(20,0)", "numeric(20,0)"),
        Arguments.of(new FloatingPointType(16), "text", "text"),
        Arguments.of(new FloatingPointType(32), "real", "real"),
        Arguments.of(new FloatingPointType(64), "double precision", "double precision"),
        Arguments.of(new DecimalType(128, 38, 10), "numeric(38,10)", "numeric(38,10)"),
        Arguments.of(new DecimalType(256, 76, 0), "numeric(76,0)", "numeric(76,0)"),
        Arguments.of(TEXT, "text", "text"),
        Arguments.of(new BinaryType(true), "bytea", "bytea"),
        Arguments.of(new FixedBinaryType(16), "text", "text"),
        Arguments.of(new BinaryViewType(), "text", "text"),
        both(new TimestampType(TimeUnit.NANOSECOND, "Asia/Tokyo"), "timestamp without time zone"),
        both(new TimeType(TimeUnit.SECOND), "time without time zone"),
        both(new DateType(true), "date"),
        both(new UuidType(), "uuid"),
        both(new JsonType(), "jsonb"),
        both(new InetType(), "inet"),
        Arguments.of(new MacType(), "macaddr", "text"),
        both(list(TEXT), "text[]"),
        Arguments.of(list(new IntegerType(32, true)), "integer[]", "bigint[]"),
        both(list(new DecimalType(128, 5, 2)), "numeric(5,2)[]"),
        Arguments.of(list(new MacType()), "macaddr[]", "text[]"),
        Arguments.of(list(new JsonType()), "jsonb[]", "jsonb"),
        both(list(list(new IntegerType(64, true))), "text[]"),
        both(list(new StructType(List.of(Column.of("a", TEXT)))), "text[]"),
        both(list(MAP), "text[]"),
        both(new StructType(List.of()), "text"),
        both(MAP, "text"),
        both(new DurationType(TimeUnit.SECOND), "text"),
        both(new IntervalType(IntervalUnit.DAY_TIME), "text"),
        both(new NullType(), "text"),
        both(new OpaqueType("sparse_union"), "text"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasItsPlace(ColumnType type, String onPostgres, String onCockroach) {
    assertThat(new ColumnTypeNames(POSTGRES).name(type)).isEqualTo(onPostgres);
    assertThat(new ColumnTypeNames(COCKROACH).name(type)).isEqualTo(onCockroach);
  }

  @Test
  void decimalsKeepEveryDigitWhereScalesAreLimited() {
    ColumnTypeNames old = new ColumnTypeNames(new PostgresDialect(14));
    ColumnTypeNames current = new ColumnTypeNames(new PostgresDialect(15));

    assertThat(old.name(new DecimalType(128, 5, -2))).isEqualTo("numeric(7,0)");
    assertThat(old.name(new DecimalType(128, 3, 5))).isEqualTo("numeric(5,5)");
    assertThat(current.name(new DecimalType(128, 5, -2))).isEqualTo("numeric(5,-2)");
    assertThat(current.name(new DecimalType(128, 3, 5))).isEqualTo("numeric(3,5)");
  }

  private static Arguments both(ColumnType type, String name) {
    return Arguments.of(type, name, name);
  }

  private static ColumnType list(ColumnType element) {
    return new ListType(Column.of("item", element), new ListLayout.Offsets(false));
  }
}
