package io.cqdestination.postgres.copy;

import static io.cqdestination.core.table.TimeUnit.MICROSECOND;
import static io.cqdestination.core.table.TimeUnit.MILLISECOND;
import static io.cqdestination.core.table.TimeUnit.NANOSECOND;
import static io.cqdestination.core.table.TimeUnit.SECOND;
import static io.cqdestination.postgres.fixture.Types.time;
import static io.cqdestination.postgres.fixture.Types.timestamp;

import io.cqdestination.postgres.fixture.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Timestamps, dates and times are what the server itself sends. */
@Tag("every-version")
class TimeEncodersTest {
  /** The earliest instant that PostgreSQL holds. */
  private static final long EARLIEST_SECOND =
      Instant.parse("-4713-11-24T00:00:00Z").getEpochSecond();

  private static final long LATEST_SECOND =
      Instant.parse("+294276-12-31T23:59:59Z").getEpochSecond();

  @RegisterExtension static final GoldenCopy golden = new GoldenCopy();

  @Test
  void timestampsInSeconds() {
    golden
        .sql(
            """
            VALUES ('1970-01-01'::timestamp), ('2000-01-01'), ('1969-12-31 23:59:59'),
              ('4714-11-24 00:00:00 BC'), ('294276-12-31 23:59:59'), (NULL)
            """)
        .isSentFor(timestamp(SECOND), 0, 946_684_800, -1, EARLIEST_SECOND, LATEST_SECOND, null);
  }

  @Test
  void timestampsInMilliseconds() {
    golden
        .sql(
            """
            VALUES ('1970-01-01 00:00:00.001'::timestamp), ('1999-12-31 23:59:59.999'),
              ('0001-01-01'), (NULL)
            """)
        .isSentFor(timestamp(MILLISECOND), 1, 946_684_799_999L, -62_135_596_800_000L, null);
  }

  @Test
  void timestampsInMicroseconds() {
    golden
        .sql(
            """
            VALUES ('2024-02-29 23:59:58.123456'::timestamp), ('1969-12-31 23:59:59.999999'),
              ('4714-11-24 00:00:00 BC'), ('294247-01-10 04:00:54.775806'),
              ('infinity'), ('-infinity'), (NULL)
            """)
        .isSentFor(
            timestamp(MICROSECOND),
            1_709_251_198_123_456L,
            -1,
            EARLIEST_SECOND * 1_000_000,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            null);
  }

  @Test
  void timestampsInNanosecondsAreCut() {
    golden
        .sql(
            """
            VALUES ('2024-02-29 23:59:58.123456'::timestamp), ('1969-12-31 23:59:59.999999'),
              ('2262-04-11 23:47:16.854775'), ('1677-09-21 00:12:43.145224'), (NULL)
            """)
        .isSentFor(
            timestamp(NANOSECOND),
            1_709_251_198_123_456_999L,
            -1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            null);
  }

  @Test
  void theEndsOfWhatCoarseUnitsCanCountAreInfinity() {
    golden
        .sql("VALUES ('infinity'::timestamp), ('-infinity')")
        .isSentFor(timestamp(SECOND), Long.MAX_VALUE, Long.MIN_VALUE);
    golden
        .sql("VALUES ('infinity'::timestamp), ('-infinity')")
        .isSentFor(timestamp(MILLISECOND), Long.MAX_VALUE, Long.MIN_VALUE);
  }

  @Test
  void dates() {
    golden
        .sql(
            """
            VALUES ('1970-01-01'::date), ('2000-01-01'), ('1969-12-31'), ('4714-11-24 BC'),
              ('5874897-12-31'), ('infinity'), ('-infinity'), (NULL)
            """)
        .isSentFor(
            Types.DATE,
            0,
            10_957,
            -1,
            LocalDate.of(-4713, 11, 24).toEpochDay(),
            LocalDate.of(5_874_897, 12, 31).toEpochDay(),
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            null);
  }

  @Test
  void datesInMilliseconds() {
    golden
        .sql("VALUES ('1970-01-01'::date), ('1969-12-31'), ('2024-02-29'), (NULL)")
        .isSentFor(
            Types.DATE_MILLISECONDS,
            86_399_999,
            -1,
            LocalDate.of(2024, 2, 29).toEpochDay() * 86_400_000,
            null);
  }

  @Test
  void theEndsOfWhatMillisecondsCanCountAreInfinity() {
    golden
        .sql("VALUES ('infinity'::date), ('-infinity')")
        .isSentFor(Types.DATE_MILLISECONDS, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  @Test
  void timesOfDay() {
    golden
        .sql("VALUES ('00:00:00'::time), ('23:59:59'), ('24:00:00'), (NULL)")
        .isSentFor(time(SECOND), 0, 86_399, 86_400, null);
    golden
        .sql("VALUES ('00:00:00.001'::time), ('23:59:59.999')")
        .isSentFor(time(MILLISECOND), 1, 86_399_999);
    golden
        .sql("VALUES ('12:34:56.789012'::time), ('23:59:59.999999')")
        .isSentFor(time(MICROSECOND), 45_296_789_012L, 86_399_999_999L);
    golden
        .sql("VALUES ('12:34:56.789012'::time), ('23:59:59.999999'), (NULL)")
        .isSentFor(time(NANOSECOND), 45_296_789_012_345L, LocalTime.MAX.toNanoOfDay(), null);
  }
}
