package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.EveryWritingWay;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several batches of one table are on their way at once; the last row of a key still wins. */
@EveryWritingWay
@Tag("every-version")
class SideBySideUpsertTest extends WriterTest {
  SideBySideUpsertTest(WritingWay way) {
    super(way);
  }

  @Test
  void theLastBatchWithAKeyWins() {
    Table table = keyed(Types.INT64);
    database.create(table);
    database.sql().execute("INSERT INTO t SELECT n, 'old' FROM generate_series(1, 200) n");
    Random random = new Random(7);
    Map<Long, String> expected = new TreeMap<>();
    for (long key = 1; key <= 200; key++) {
      expected.put(key, "old");
    }
    List<CompletableFuture<Void>> outcomes = new ArrayList<>();
    for (int batch = 0; batch < 60; batch++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        long key = 1 + random.nextInt(200);
        rows.add(row(key, batch + "." + i));
        expected.put(key, batch + "." + i);
      }
      outcomes.add(writer.commit(record(table, rows)));
    }

    outcomes.forEach(StreamWriter::await);
    Map<Long, String> stored = new TreeMap<>();
    database
        .sql()
        .rows("SELECT k, v FROM t")
        .forEach(row ->
            stored.put(Long.valueOf(String.valueOf(row.get(0))), String.valueOf(row.get(1))));
    assertThat(stored).isEqualTo(expected);
  }

  @Test
  void soDoesTheLastOfKeysThatOnlyTheServerTakesForEqual() {
    Table table = keyed(Types.FLOAT64);
    database.create(table);
    database.sql().execute("INSERT INTO t VALUES (0, 'old')");
    List<CompletableFuture<Void>> outcomes = new ArrayList<>();
    for (int batch = 0; batch < 9; batch++) {
      RecordBatch one = record(table, row(batch % 2 == 0 ? 0.0 : -0.0, "batch " + batch));
      outcomes.add(writer.commit(one));
    }

    outcomes.forEach(StreamWriter::await);
    assertThat(database.sql().rows("SELECT v FROM t")).containsExactly(List.of("batch 8"));
  }
}
