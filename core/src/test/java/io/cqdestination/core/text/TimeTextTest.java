package io.cqdestination.core.text;

import static io.cqdestination.core.text.Values.fixed;
import static io.cqdestination.core.text.Values.json;
import static io.cqdestination.core.text.Values.numbers;
import static io.cqdestination.core.text.Values.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.table.ColumnType.DateType;
import io.cqdestination.core.table.ColumnType.DurationType;
import io.cqdestination.core.table.ColumnType.IntervalType;
import io.cqdestination.core.table.ColumnType.TimeType;
import io.cqdestination.core.table.ColumnType.TimestampType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of times, which as JSON is a string; values outside the calendar stay numbers. */
class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "SECOND, 0, 1970-01-01 00:00:00",
    "SECOND, -1, 1969-12-31 23:59:59",
    "MILLISECOND, -1, 1969-12-31 23:59:59.999",
    "MICROSECOND, 1709251198123456, 2024-02-29 23:59:58.123456",
    "MICROSECOND, 1709251198100000, 2024-02-29 23:59:58.1",
    "NANOSECOND, -1, 1969-12-31 23:59:59.999999999",
    "NANOSECOND, 1, 1970-01-01 00:00:00.000000001",
    "NANOSECOND, -9223372036854775808, 1677-09-21 00:12:43.145224192",
    "MICROSECOND, 9223372036854775807, +294247-01-10 04:00:54.775807",
    "SECOND, 9223372036854775807, 9223372036854775807s",
    "SECOND, -9223372036854775808, -9223372036854775808s"
  })
  void timestamps(TimeUnit unit, long value, String text) {
    assertThat(text(numbers(new TimestampType(unit, null), value), 0)).isEqualTo(text);
    assertThat(text(numbers(new TimestampType(unit, "Europe/Berlin"), value), 0)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "SECOND, , 0, 1970-01-01T00:00:00Z",
    "SECOND, UTC, -1, 1969-12-31T23:59:59Z",
    "SECOND, GMT, 253402300800, 10000-01-01T00:00:00Z",
    "SECOND, Etc/UTC, -62167219201, -0001-12-31T23:59:59Z",
    "SECOND, -00:00, -210866803200, -4713-11-24T00:00:00Z",
    "SECOND, UTC, 9223372036854775807, 9223372036854775807s",
    "MILLISECOND, UTC, 1709212455123, 2024-02-29T13:14:15.123Z",
    "MILLISECOND, Europe/Berlin, 1709212455123, 2024-02-29T14:14:15.123+01:00",
    "MILLISECOND, +05:30, 1709212455123, 2024-02-29T18:44:15.123+05:30",
    "MILLISECOND, EST, 1709212455123, 2024-02-29T08:14:15.123-05:00",
    "MILLISECOND, Nowhere/Bad, 120, 1970-01-01T00:00:00.12Z",
    "MICROSECOND, UTC, 9223372036854775807, 294247-01-10T04:00:54.775807Z",
    "NANOSECOND, UTC, 100, 1970-01-01T00:00:00.0000001Z",
    "NANOSECOND, UTC, -9223372036854775808, 1677-09-21T00:12:43.145224192Z"
  })
  void timestampsInsideJson(TimeUnit unit, @Nullable String zone, long value, String text) {
    assertThat(json(numbers(new TimestampType(unit, zone), value), 0)).isEqualTo('"' + text + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "SECOND, 0, 00:00:00",
    "SECOND, 86399, 23:59:59",
    "SECOND, 86400, 86400s",
    "SECOND, -1, -1s",
    "MILLISECOND, 3723456, 01:02:03.456",
    "MICROSECOND, 1, 00:00:00.000001",
    "MICROSECOND, 9223372036854775807, 9223372036854775807us",
    "NANOSECOND, 86399999999999, 23:59:59.999999999",
    "NANOSECOND, 86400000000000, 86400000000000ns"
  })
  void timesOfDay(TimeUnit unit, long value, String text) {
    assertForms(numbers(new TimeType(unit), value), text);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, 1970-01-01",
    "false, -1, 1969-12-31",
    "false, 19782, 2024-02-29",
    "false, 2932897, 10000-01-01",
    "false, -719529, -0001-12-31",
    "false, -2147483648, -5877641-06-23",
    "true, -1, 1969-12-31",
    "true, 86399999, 1970-01-01",
    "true, -9223372036854775808, -292275055-05-16"
  })
  void dates(boolean milliseconds, long value, String text) {
    assertForms(numbers(new DateType(milliseconds), value), text);
  }

  @ParameterizedTest
  @CsvSource({
    "SECOND, 5, 5s",
    "MILLISECOND, -5, -5ms",
    "MICROSECOND, 5, 5us",
    "NANOSECOND, 0, 0ns"
  })
  void durations(TimeUnit unit, long value, String text) {
    assertForms(numbers(new DurationType(unit), value), text);
  }

  @Test
  void intervalsAreObjectsButForMonthsAsText() {
    ColumnView months = numbers(new IntervalType(IntervalUnit.YEAR_MONTH), -14L);
    assertThat(text(months, 0)).isEqualTo("-14");
    assertThat(json(months, 0)).isEqualTo("{\"months\":-14}");

    byte[] dayTime = new byte[8];
    LittleEndian.putInt(dayTime, 0, 3);
    LittleEndian.putInt(dayTime, 4, -4);
    ColumnView days = fixed(new IntervalType(IntervalUnit.DAY_TIME), dayTime);
    assertThat(text(days, 0))
        .isEqualTo("{\"days\":3,\"milliseconds\":-4}")
        .isEqualTo(json(days, 0));

    byte[] all = new byte[16];
    LittleEndian.putInt(all, 0, 1);
    LittleEndian.putInt(all, 4, -2);
    LittleEndian.putLong(all, 8, Long.MAX_VALUE);
    ColumnView nanoseconds = fixed(new IntervalType(IntervalUnit.MONTH_DAY_NANO), all);
    assertThat(text(nanoseconds, 0))
        .isEqualTo("{\"months\":1,\"days\":-2,\"nanoseconds\":9223372036854775807}")
        .isEqualTo(json(nanoseconds, 0));
  }

  private static void assertForms(ColumnView column, String text) {
    assertThat(text(column, 0)).isEqualTo(text);
    assertThat(json(column, 0)).isEqualTo('"' + text + '"');
  }
}
