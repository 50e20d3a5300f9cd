package io.cqdestination.benchmark;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A sync of an account's inventory as sources send it: many tables, three in five of them empty,
 * the rows of the others in ones and twos and a few fifties, then the stale rows of each table
 * deleted.
 */
final class InventoryStream {
  static final String SOURCE = "inventory";

  private static final int[] RECORD_ROWS = {1, 1, 1, 2, 3, 50};

  private final List<SampleTable> tables;
  private final Random random = new Random(7);
  private final Instant time;

  private InventoryStream(int tables, Instant time) {
    this.tables =
        IntStream.range(0, tables).mapToObj(i -> table("inventory_%04d".formatted(i))).toList();
    this.time = time;
  }

  /**
   * Records the messages.
   *
   * @param hour which sync it is, from 0; each brings the same rows
   */
  static RecordedStream record(int tables, int rows, int hour) throws IOException {
    return new InventoryStream(tables, time(hour)).record(rows);
  }

  /** When a sync began. */
  static Instant time(int hour) {
    return Shape.SYNC.plus(Duration.ofHours(hour));
  }

  private RecordedStream record(int rows) throws IOException {
    Path file = Files.createTempFile("benchmark-", ".messages");
    file.toFile().deleteOnExit();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (SampleTable table : tables) {
        WriteMessages.migrate(table).writeDelimitedTo(out);
      }
      for (int row = 0; row < rows; ) {
        int table = frequentTable();
        SampleRow[] some = new SampleRow[RECORD_ROWS[random.nextInt(RECORD_ROWS.length)]];
        for (int i = 0; i < some.length; i++) {
          some[i] = row(table, row++);
        }
        WriteMessages.insert(tables.get(table), some).writeDelimitedTo(out);
      }
      for (SampleTable table : tables) {
        WriteMessages.deleteStale(table.name(), SOURCE, time).writeDelimitedTo(out);
      }
    }
    return new RecordedStream(file, tables.stream().map(SampleTable::name).toList());
  }

  /** Two tables in five, the first ones more often than the last. */
  private int frequentTable() {
    int filled = Math.max(1, tables.size() * 2 / 5);
    return (int) (Math.pow(filled + 1, random.nextDouble()) - 1) % filled;
  }

  private static SampleTable table(String name) {
    return SampleTable.synced(name)
        .column("account_id", SampleTypes.text())
        .column("arn", SampleTypes.text())
        .column("region", SampleTypes.text())
        .column("tags", SampleTypes.json())
        .column("created", SampleTypes.timestamp())
        .column("size", SampleTypes.int64())
        .column("groups", SampleTypes.list(SampleTypes.text()))
        .primaryKey("account_id", "arn");
  }

  private SampleRow row(int table, int number) {
    return new SampleRow(
        new ArrayList<>(
            Arrays.asList(
                time,
                SOURCE,
                new UUID(random.nextLong(), random.nextLong()),
                null,
                "123456789012",
                "arn:aws:x:%d:%012x".formatted(table, number),
                "eu-west-1",
                "{\"Name\": \"n%d\", \"team\": \"a\"}".formatted(number),
                time,
                (long) number,
                List.of("a", "b"))));
  }
}
