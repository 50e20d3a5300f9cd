package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.TableBuffers;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of more tables than one transaction should lock. */
class ManyTablesTest {
  private static final int TABLES = 250;

  private final List<Table> tables =
      IntStream.range(0, TABLES)
          .mapToObj(i -> Table.of("t" + i, Column.of("n", Types.INT64)))
          .toList();

  @Test
  void noTransactionTakesMoreTablesThanTheServerHasLocksFor() {
    try (TestDatabase database = TestDatabase.create();
        StreamWriter writer = new StreamWriter(database)) {
      tables.forEach(database::create);
      List<RecordBatch> rows = tables.stream().map(table -> record(table, row(1))).toList();

      writer.commit(rows).forEach(StreamWriter::await);

      assertThat(tablesOfEachTransaction(database))
          .hasSizeGreaterThan(1)
          .allMatch(number -> number <= GroupLimits.ORDINARY.mostBatches());
    }
  }

  @Test
  void openBatchesCountAsTheMemoryThatTheyTake() {
    try (TestDatabase database = TestDatabase.create();
        StreamWriter writer = new StreamWriter(database)) {
      BatchLimits limits = new BatchLimits(1_000, 1 << 20, Duration.ofMinutes(1), 1 << 20);
      TableBuffers buffers = new TableBuffers(writer.writer(), limits, (_, _, _, _, _) -> {});
      for (Table table : tables.subList(0, 10)) {
        database.create(table);
        buffers.add(record(table, row(1)), 0);
      }

      assertThat(buffers.openBytes()).isEqualTo(writer.heldBytes());
      buffers.abandon();
    }
  }

  private List<Integer> tablesOfEachTransaction(TestDatabase database) {
    String all =
        tables.stream()
            .map(table -> "SELECT xmin FROM " + table.name())
            .collect(joining(" UNION ALL "));
    return database
        .sql()
        .rows("SELECT count(*) FROM (%s) AS r GROUP BY xmin::text".formatted(all))
        .stream()
        .map(count -> Integer.valueOf(String.valueOf(count.getFirst())))
        .toList();
  }
}
