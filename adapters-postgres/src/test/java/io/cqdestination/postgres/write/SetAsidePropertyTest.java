package io.cqdestination.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.postgres.fixture.EveryWritingWay;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.WritingWay;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many rows are refused and wherever they stand: exactly the others are written. */
@Tag("thorough")
@EveryWritingWay
class SetAsidePropertyTest {
  private static final int ROWS = 10_000;
  private static final int FILLED = 10;
  private static final int RUNS = 5;

  private final WritingWay way;
  private final TestDatabase database;
  private final Random random = new Random(18);

  SetAsidePropertyTest(WritingWay way) {
    this.way = way;
    this.database = TestDatabase.create(way.flavour());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100})
  void exactlyTheGoodRowsAreWritten(int refused) {
    for (int run = 0; run < RUNS; run++) {
      RefusableTable table = new RefusableTable("t%d_%d".formatted(refused, run), run % 2 == 0);
      table.create(database);
      List<Long> bad = random.longs(0, ROWS).distinct().limit(refused).sorted().boxed().toList();
      RecordBatch record = record(table, bad);
      try (StreamWriter writer =
          new StreamWriter(database, way.groups(), database.refusedRows(refused))) {
        writer.write(table.rows(FILLED, List.of())); // rows with keys meet others
        writer.write(record);
        assertThat(writer.writer().refusedRows()).isEqualTo(refused);
      }
      assertThat(table.noted(database)).isEqualTo(bad);
      assertThat(table.written(database))
          .isEqualTo(
              LongStream.concat(
                      LongStream.range(0, FILLED)
                          .filter(id -> !table.keyed() || bad.contains(id)), // what was there
                      LongStream.range(0, ROWS).filter(id -> !bad.contains(id)))
                  .sorted()
                  .boxed()
                  .toList());
      assertThat(
              database
                  .sql()
                  .value(
                      "SELECT count(*) FROM %s WHERE _cq_sync_time <> '2026-02-01 00:00:00.123456' OR n = 1000"
                          .formatted(table.name())))
          .isEqualTo("0");
    }
  }

  /** Some are refused by the server, some by the encoder. */
  private RecordBatch record(RefusableTable table, List<Long> bad) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      rows.add(
          !bad.contains(id)
              ? RefusableTable.row(id, 1)
              : random.nextInt(4) > 0
                  ? RefusableTable.row(id, RefusableTable.BAD)
                  : RefusableTable.row(id, 1, "no address", RefusableTable.SYNC));
    }
    return Records.record(table.table(), rows);
  }
}
