package io.cqdestination.fuzz;

import static io.cqdestination.testkit.arrow.SampleRow.row;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleStream;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Small streams and files of Arrow, of every layout. */
final class ArrowSeeds {
  private static final Instant TIME = Instant.parse("1969-12-31T23:59:58.123456789Z");
  private static final String LONG = "longer than the twelve bytes of a view";

  private ArrowSeeds() {}

  static Map<String, byte[]> streams() {
    Map<String, byte[]> streams = new LinkedHashMap<>();
    streams.put("table", SampleTable.synced("t").primaryKey("_cq_id").dependsOn("p").table());
    samples().forEach((name, stream) -> streams.put(name, stream.bytes()));
    return streams;
  }

  /** In either format. */
  static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    samples()
        .forEach((name, stream) -> {
          files.put(name + "-file", stream.file());
          files.put(name + "-stream", stream.bytes());
        });
    return files;
  }

  private static Map<String, SampleStream> samples() {
    SampleStream nested = nested();
    SampleStream views = views();
    Map<String, SampleStream> samples = new LinkedHashMap<>();
    samples.put("numbers", numbers());
    samples.put("texts", texts());
    samples.put("times", times());
    samples.put("nested", nested);
    samples.put("nested-lz4", nested.compressed(CodecType.LZ4_FRAME));
    samples.put("nested-zstd", nested.compressed(CodecType.ZSTD));
    samples.put("views", views);
    samples.put("views-zstd", views.compressed(CodecType.ZSTD));
    samples.put("dictionary", dictionary());
    return samples;
  }

  private static SampleStream numbers() {
    SampleTable table =
        SampleTable.synced("t")
            .column("small", SampleTypes.int8())
            .column("unsigned", SampleTypes.uint64())
            .column("half", SampleTypes.float16())
            .column("double", SampleTypes.float64())
            .column("decimal", SampleTypes.decimal128(38, 2))
            .column("wide", SampleTypes.decimal256(76, 0))
            .column("flag", SampleTypes.bool());
    return table.stream()
        .batch(
            row(
                TIME,
                "s",
                new UUID(0, 1),
                null,
                -1,
                7,
                1.5,
                0.1,
                new BigDecimal("-1.50"),
                12,
                true),
            row(TIME, "s", new UUID(0, 2), null, null, null, null, null, null, null, null))
        .batch(nulls(11));
  }

  private static SampleStream texts() {
    return new SampleTable("t")
            .column("text", SampleTypes.text())
            .column("large", SampleTypes.largeText())
            .column("bytes", SampleTypes.binary())
            .column("fixed", SampleTypes.fixedBinary(2))
            .column("json", SampleTypes.json())
            .column("inet", SampleTypes.inet())
            .column("mac", SampleTypes.mac())
            .stream()
            .batch(
                row(
                    "é",
                    "",
                    "b",
                    "ab",
                    "{\"a\": [1, null]}",
                    "10.0.0.1/8",
                    new byte[] {1, 2, 3, 4, 5, 6}),
                row("\u0000", "x", "", "cd", "[]", "::1/128", null),
                nulls(7));
  }

  private static SampleStream times() {
    return new SampleTable("t")
            .column("day", SampleTypes.date32())
            .column("millis", SampleTypes.date64())
            .column("clock", SampleTypes.time(TimeUnit.NANOSECOND))
            .column("time", SampleTypes.timestamp())
            .column("nanos", SampleTypes.timestamp(TimeUnit.NANOSECOND, null))
            .column("duration", SampleTypes.duration(TimeUnit.SECOND))
            .column("interval", SampleTypes.interval(IntervalUnit.YEAR_MONTH))
            .stream()
            .batch(
                row(
                    LocalDate.of(2024, 2, 29),
                    LocalDate.of(1, 1, 1),
                    LocalTime.of(1, 2, 3, 4),
                    TIME,
                    TIME,
                    Duration.ofSeconds(-5),
                    Period.of(1, 2, 0)),
                nulls(7));
  }

  private static SampleStream nested() {
    return new SampleTable("t")
            .column("list", SampleTypes.list(SampleTypes.int32()))
            .column("large", SampleTypes.largeList(SampleTypes.text()))
            .column("fixed", SampleTypes.fixedList(2, SampleTypes.nothing()))
            .column("struct", SampleTypes.struct("a", SampleTypes.int64(), "b", SampleTypes.bool()))
            .column(
                "map", SampleTypes.map(SampleTypes.text(), SampleTypes.list(SampleTypes.uuid())))
            .stream()
            .batch(
                row(
                    Arrays.asList(1, null),
                    List.of("é", ""),
                    Arrays.asList(null, null),
                    Arrays.asList(1, null),
                    Map.of("k", List.of(new UUID(0, 1)))),
                nulls(5));
  }

  private static SampleStream views() {
    return new SampleTable("t")
            .column("view", SampleTypes.textView())
            .column("bytes", SampleTypes.binaryView())
            .column("runs", SampleTypes.runEndEncoded(SampleTypes.int64()))
            .column("list", SampleTypes.list(SampleTypes.textView()))
            .stream()
            .batch(row(LONG, LONG, 7, List.of(LONG, "short")), row("short", "short", 7, List.of()));
  }

  private static SampleStream dictionary() {
    return new SampleTable("t")
        .column("id", SampleTypes.int64()).column("v", SampleTypes.text()).stream()
            .dictionaryEncoded("v")
            .batch(row(1, "x"), row(2, null), row(3, "y"));
  }

  private static SampleRow nulls(int columns) {
    @Nullable Object[] values = new Object[columns];
    return new SampleRow(Arrays.asList(values));
  }
}
