package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that write the same keys at the same time, as sharded syncs do. */
@EveryFlavour
@Tag("every-version")
class OverlappingWritersTest {
  private static final Table TABLE =
      Table.of(
          "t",
          new Column("k", Types.INT64, false, true, false),
          Column.of("writer", Types.TEXT),
          Column.of("batch", Types.INT64),
          Column.of("check_value", Types.TEXT));
  private static final int KEYS = 300;
  private static final int BATCHES = 8;

  private final Flavour flavour;

  OverlappingWritersTest(Flavour flavour) {
    this.flavour = flavour;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyKeyIsThereOnceWithARowOfOneOfThem(boolean rowsAreThere) {
    try (TestDatabase database = TestDatabase.create(flavour);
        StreamWriter first = new StreamWriter(database);
        StreamWriter second = new StreamWriter(database)) {
      database.create(TABLE);
      if (rowsAreThere) {
        database
            .sql()
            .execute("INSERT INTO t SELECT k, 'old', 0, 'old' FROM generate_series(0, 299) k");
      }
      List<CompletableFuture<Void>> outcomes = new ArrayList<>();
      for (int batch = 0; batch < BATCHES; batch++) {
        outcomes.add(first.commit(records("first", batch)));
        outcomes.add(second.commit(records("second", batch)));
      }
      outcomes.forEach(StreamWriter::await);

      assertThat(database.sql().rows("SELECT count(*), count(DISTINCT k), min(k), max(k) FROM t"))
          .containsExactly(texts("300", "300", "0", "299"));
      assertThat(
              database
                  .sql()
                  .value(
                      "SELECT count(*) FROM t WHERE batch = 7 AND check_value = writer || batch"))
          .as("rows that one of the last batches wrote as a whole")
          .isEqualTo("300");
    }
  }

  /** All keys in an order of their own. */
  private static RecordBatch records(String writer, long batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long key = 0; key < KEYS; key++) {
      rows.add(row(key, writer, batch, writer + batch));
    }
    Collections.shuffle(rows, new Random(batch * 31 + writer.length()));
    return Records.record(TABLE, rows);
  }

  private static List<@Nullable String> texts(@Nullable String... values) {
    return Arrays.asList(values);
  }
}
