package io.cqdestination.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cqdestination.testkit.arrow.ArrowContent;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.vector.types.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values of every type are the same when they are read back. */
interface TypeContract extends ContractParts {

  @Test
  default void appendedValuesOfEveryTypeAreReadBack() {
    writeAndReadBack(new SampleTable("every_type").column("row", SampleTypes.int64()));
  }

  @Test
  default void overwrittenValuesOfEveryTypeAreReadBack() {
    writeAndReadBack(
        new SampleTable("every_type").column("row", SampleTypes.int64()).primaryKey("row"));
  }

  @Test
  default void ofNanosecondsNoMoreThanAMicrosecondIsLost() {
    SampleTable table =
        new SampleTable("nanoseconds")
            .column("local", SampleTypes.timestamp(TimeUnit.NANOSECOND, null))
            .column("instant", SampleTypes.timestamp(TimeUnit.NANOSECOND, "UTC"))
            .column("time", SampleTypes.time(TimeUnit.NANOSECOND))
            .column("duration", SampleTypes.duration(TimeUnit.NANOSECOND));
    SampleRow row =
        SampleRow.row(
            LocalDateTime.parse("2026-01-02T03:04:05.123456789"),
            Instant.parse("1969-12-31T23:59:58.123456789Z"),
            LocalTime.parse("23:59:58.123456789"),
            Duration.ofSeconds(-5, 123_456_789));
    client().write(WriteMessages.migrate(table), WriteMessages.insert(table, row));

    List<Long> sent = nanoseconds(ArrowContent.read(table.record(row)).rows().getFirst());
    List<Long> read = nanoseconds(rows(table).getFirst());
    for (int i = 0; i < sent.size(); i++) {
      assertThat(read.get(i))
          .as(table.schema().getFields().get(i).getName())
          .isCloseTo(sent.get(i), within(999L));
    }
  }

  private static List<Long> nanoseconds(List<@Nullable Object> row) {
    List<Long> counts = new ArrayList<>();
    for (Object value : row) {
      counts.add(
          switch (value) {
            case LocalDateTime time ->
                ChronoUnit.NANOS.between(LocalDate.EPOCH.atStartOfDay(), time);
            case Duration duration -> duration.toNanos();
            case null -> throw new AssertionError("a value is null");
            default -> (Long) value;
          });
    }
    return counts;
  }

  private void writeAndReadBack(SampleTable numbered) {
    SampleTable table = numbered;
    List<TypeSample> samples = TypeSample.all();
    for (int i = 0; i < samples.size(); i++) {
      table = table.column("c" + i, samples.get(i).type());
    }
    SampleRow[] rows = new SampleRow[6];
    for (int i = 0; i < rows.length; i++) {
      List<@Nullable Object> values = new ArrayList<>();
      values.add((long) i);
      for (TypeSample sample : samples) {
        values.add(sample.value(i));
      }
      rows[i] = new SampleRow(values);
    }

    client().write(WriteMessages.migrate(table), WriteMessages.insert(table, rows));

    List<List<@Nullable Object>> sent = ArrowContent.read(table.record(rows)).rows();
    List<List<@Nullable Object>> read = new ArrayList<>(rows(table));
    read.sort(Comparator.comparing(row -> (Long) row.getFirst()));
    assertThat(read).hasSameSizeAs(sent);
    for (int i = 0; i < samples.size(); i++) {
      TypeSample sample = samples.get(i);
      assertThat(column(sample, read, i + 1))
          .as("values of %s", sample.type().field("c"))
          .isEqualTo(column(sample, sent, i + 1));
    }
  }

  private static List<@Nullable Object> column(
      TypeSample sample, List<List<@Nullable Object>> rows, int column) {
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(sample.meaning(row.get(column))));
    return values;
  }
}
