package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a batch sends is the last row of each key, in the order in which those came. */
class LastRowWinsTest {
  private static final Table TABLE =
      Table.of(
          "t",
          Column.of("name", Types.TEXT),
          Column.of("payload", Types.BINARY),
          Column.of("number", Types.INT32));
  private static final boolean[] KEY = {true, false, true};
  private static final RowEncoder ENCODER =
      new RowEncoder(TABLE.columns(), List.of("text", "bytea", "integer"));

  private final ChunkPool pool = new ChunkPool(1 << 20);

  /**
   * @param names how many values the first key column has
   * @param largest bytes of the largest payload
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 10",
    "2, 3, 20, 100",
    "3, 100, 20, 2000",
    "4, 5000, 8, 3000",
    "5, 30, 9000, 600",
    "6, 20, 300000, 60",
    "7, 5, 614400, 25",
    "8, 100000, 1, 5000"
  })
  void sendsTheLastRowOfEachKey(long seed, int names, int largest, int rowCount) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> rows = rows(random, names, largest, rowCount);

    RowBuffer buffer = new RowBuffer(pool);
    LastRowWins keys = new LastRowWins(KEY);
    for (int from = 0; from < rows.size(); ) {
      int size = Math.min(rows.size() - from, 1 + random.nextInt(200));
      RecordBatch batch = Records.record(TABLE, rows.subList(from, from + size));
      int middle = random.nextInt(size + 1);
      ENCODER.encode(batch, 0, middle, buffer, keys);
      ENCODER.encode(batch, middle, size, buffer, keys);
      from += size;
    }

    List<List<@Nullable Object>> expected = lastOfEachKey(rows);
    assertThat(buffer.rows()).isEqualTo(expected.size());
    assertThat(sent(buffer)).as("seed %d", seed).isEqualTo(encoded(expected));
    assertThat(sent(buffer)).as("sent again").isEqualTo(encoded(expected));
    buffer.free();
    assertThat(pool.lentBytes()).isZero();
  }

  @Test
  void aNullInTheKeyIsAValueLikeOthers() {
    List<List<@Nullable Object>> rows =
        List.of(Records.row(null, "01", 1), Records.row("", "02", 1), Records.row(null, "03", 1));
    RowBuffer buffer = new RowBuffer(pool);

    ENCODER.encode(Records.record(TABLE, rows), 0, 3, buffer, new LastRowWins(KEY));

    assertThat(sent(buffer)).isEqualTo(encoded(rows.subList(1, 3)));
  }

  @Test
  void batchesMeetWhereTheyShareAKey() {
    LastRowWins first = keysOf(0, 1_000);

    assertThat(first.mayMeet(keysOf(999, 2_000))).isTrue();
    assertThat(keysOf(999, 2_000).mayMeet(first)).isTrue();
    assertThat(first.mayMeet(keysOf(1_000, 2_000))).isFalse();
    assertThat(first.mayMeet(keysOf(0, 0))).isFalse();
    assertThat(first.mayMeet(new LastRowWins(new boolean[] {true, false, false})))
        .as("keys of other columns")
        .isTrue();
  }

  private LastRowWins keysOf(int from, int to) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(Records.row("row " + i, "01", i));
    }
    LastRowWins keys = new LastRowWins(KEY);
    ENCODER.encode(Records.record(TABLE, rows), 0, rows.size(), new RowBuffer(pool), keys);
    return keys;
  }

  @Test
  void withoutAKeyEveryRowIsSent() {
    List<List<@Nullable Object>> rows =
        List.of(Records.row("a", "01", 1), Records.row("a", "01", 1));
    RowBuffer buffer = new RowBuffer(pool);

    ENCODER.encode(Records.record(TABLE, rows), 0, 2, buffer, RowKeys.NONE);

    assertThat(buffer.rows()).isEqualTo(2);
    assertThat(sent(buffer)).isEqualTo(encoded(rows));
  }

  private static List<List<@Nullable Object>> rows(
      Random random, int names, int largest, int rowCount) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < rowCount; i++) {
      String payload =
          random.nextInt(5) == 0
              ? null
              : "%02x".formatted(i & 0xFF).repeat(random.nextInt(largest));
      rows.add(Records.row("name " + random.nextInt(names), payload, random.nextInt(2)));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> lastOfEachKey(List<List<@Nullable Object>> rows) {
    Map<List<@Nullable Object>, List<@Nullable Object>> last = new LinkedHashMap<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> key = Records.row(row.get(0), row.get(2));
      last.remove(key);
      last.put(key, row);
    }
    return List.copyOf(last.values());
  }

  private static byte[] encoded(List<List<@Nullable Object>> rows) {
    RowBuffer buffer = new RowBuffer(new ChunkPool(0));
    ENCODER.encode(Records.record(TABLE, rows), 0, rows.size(), buffer, RowKeys.NONE);
    return sent(buffer);
  }

  private static byte[] sent(RowBuffer buffer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    buffer.forEach(bytes::write);
    return bytes.toByteArray();
  }
}
