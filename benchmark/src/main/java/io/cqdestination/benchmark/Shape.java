package io.cqdestination.benchmark;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rows of a stream look like, besides the four columns that CloudQuery adds. */
enum Shape {
  /** A table of events: 4 columns, keyed by {@code id}. */
  NARROW(Set.of(0)) {
    @Override
    SampleTable columns(SampleTable table) {
      return table
          .column("id", SampleTypes.int64())
          .column("account_id", SampleTypes.text())
          .column("value", SampleTypes.float64())
          .column("ok", SampleTypes.bool());
    }

    @Override
    List<Object> values(long number, Random random) {
      return List.of(number, "123456789012", random.nextDouble() * 1e6, (number & 1) == 1);
    }
  },
  /** An inventory of virtual machines: 20 columns, keyed by {@code account_id} and {@code arn}. */
  WIDE(Set.of(0, 2)) {
    @Override
    SampleTable columns(SampleTable table) {
      SampleType text = SampleTypes.text();
      return table
          .column("account_id", text)
          .column("region", text)
          .column("arn", text)
          .column("tags", SampleTypes.json())
          .column("state", SampleTypes.json())
          .column("launch_time", SampleTypes.timestamp())
          .column("cpu", SampleTypes.int64())
          .column("mem", SampleTypes.float64())
          .column("ebs", SampleTypes.bool())
          .column("ip", SampleTypes.inet())
          .column("groups", SampleTypes.list(text))
          .column("sizes", SampleTypes.list(SampleTypes.int64()))
          .column("image_id", text)
          .column("instance_id", text)
          .column("kernel", text)
          .column("note", text)
          .column("platform", text)
          .column("blob", SampleTypes.binary())
          .column("updated", SampleTypes.timestamp())
          .column("count", SampleTypes.int32());
    }

    @Override
    List<Object> values(long number, Random random) {
      byte[] blob = new byte[24];
      random.nextBytes(blob);
      Instant time = SYNC.plusSeconds(number);
      return List.of(
          "123456789012",
          word("region", random),
          "arn:aws:ec2:us-east-1:123456789012:instance/i-%017x".formatted(number),
          json(number),
          json(number + 1),
          time,
          (long) random.nextInt(),
          random.nextDouble() * 1e6,
          (number & 1) == 1,
          "10.%d.%d.%d/32".formatted(number >> 16 & 255, number >> 8 & 255, number & 255),
          List.of("sg-" + number, "sg-default"),
          List.of(number, number + 1),
          word("image_id", random),
          word("instance_id", random),
          word("kernel", random),
          word("note", random),
          word("platform", random),
          blob,
          time,
          random.nextInt(1 << 30));
    }
  };

  static final String SOURCE = "bench";

  static final Instant SYNC = Instant.parse("2026-01-02T03:04:05.678901Z");

  /** Every so many values of a nullable column one is null. */
  private static final int NULL_EVERY = 17;

  private final Set<Integer> keyPositions;

  /**
   * @param keyPositions which of the shape's own columns are its key, from 0
   */
  Shape(Set<Integer> keyPositions) {
    this.keyPositions = keyPositions;
  }

  abstract SampleTable columns(SampleTable table);

  abstract List<Object> values(long number, Random random);

  /**
   * A table of this shape.
   *
   * @param keyed whether it has its primary key, as in the overwrite modes
   */
  SampleTable table(String name, boolean keyed) {
    SampleTable table = columns(SampleTable.synced(name));
    return keyed ? table.primaryKey(keyNames()) : table;
  }

  /** Row {@code number}; the same for equal seeds. */
  SampleRow row(long number, Random random) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(SYNC);
    all.add(SOURCE);
    all.add(new UUID(random.nextLong(), random.nextLong()));
    all.add(null);
    List<Object> values = values(number, random);
    for (int i = 0; i < values.size(); i++) {
      boolean isNull = !keyPositions.contains(i) && (number + i) % NULL_EVERY == 0;
      all.add(isNull ? null : values.get(i));
    }
    return new SampleRow(all);
  }

  private String[] keyNames() {
    SampleTable own = columns(new SampleTable(""));
    return keyPositions.stream()
        .sorted()
        .map(position -> own.schema().getFields().get(position).getName())
        .toArray(String[]::new);
  }

  private static String word(String column, Random random) {
    return column + "-" + Long.toHexString(random.nextLong() >>> 24);
  }

  private static String json(long number) {
    return "{\"Name\": \"host-%d\", \"env\": \"prod\", \"n\": %d, \"l\": [1, 2, 3]}"
        .formatted(number, number);
  }
}
