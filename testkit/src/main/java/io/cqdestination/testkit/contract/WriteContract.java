package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.contract.ContractParts.failure;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rows: without a key each is added, with one the last of each key stays; whose, says the record.
 */
interface WriteContract extends ContractParts {
  SampleTable APPENDED =
      new SampleTable("t").column("id", SampleTypes.int64()).column("v", SampleTypes.text());
  SampleTable KEYED = APPENDED.primaryKey("id");

  @Test
  default void withoutAKeyEveryRowIsKept() {
    client()
        .write(
            migrate(APPENDED),
            insert(APPENDED, row(1L, "a"), row(1L, "a")),
            insert(APPENDED, row(2L, null)));
    client().write(insert(APPENDED, row(1L, "a")));
    assertThat(rows(APPENDED))
        .containsExactlyInAnyOrder(
            List.of(1L, "a"), List.of(1L, "a"), List.of(1L, "a"), Arrays.asList(2L, null));
  }

  @Test
  default void theLastRowOfAKeyWins() {
    client()
        .write(
            migrate(KEYED),
            insert(KEYED, row(1L, "a"), row(2L, "b"), row(1L, "c")),
            insert(KEYED, row(2L, null)));
    assertThat(rows(KEYED)).containsExactlyInAnyOrder(List.of(1L, "c"), Arrays.asList(2L, null));
    client().write(insert(KEYED, row(1L, "d"), row(3L, "e")));
    assertThat(rows(KEYED))
        .containsExactlyInAnyOrder(List.of(1L, "d"), Arrays.asList(2L, null), List.of(3L, "e"));
  }

  @Test
  default void aKeyThatTheTableLacksDoublesNoRow() {
    client().write(migrate(APPENDED), insert(APPENDED, row(1L, "a")));
    assertRefusedOrLeaves(List.of(List.of(1L, "b")), KEYED);
  }

  @Test
  default void aRecordWithoutAKeyReplacesNoRow() {
    client().write(migrate(KEYED), insert(KEYED, row(1L, "a")));
    assertRefusedOrLeaves(List.of(List.of(1L, "a"), List.of(1L, "b")), APPENDED);
  }

  /** Writes a row beside the one that is there, by a record whose key is not the table's. */
  private void assertRefusedOrLeaves(List<List<Object>> rows, SampleTable record) {
    @Nullable StatusRuntimeException refusal =
        failure(() -> client().write(insert(record, row(1L, "b"))));
    if (refusal != null) {
      assertThat(refusal).hasMessageContaining("table t");
    }
    assertThat(rows(APPENDED))
        .containsExactlyInAnyOrderElementsOf(refusal == null ? rows : List.of(List.of(1L, "a")));
  }

  @Test
  default void columnsThatARecordLacksKeepTheirValue() {
    SampleTable wide = KEYED.column("more", SampleTypes.int64());
    SampleTable otherOrder =
        new SampleTable("t")
            .column("more", SampleTypes.int64())
            .column("id", SampleTypes.int64())
            .primaryKey("id");
    client()
        .write(
            migrate(wide),
            insert(wide, row(1L, "a", 10L), row(2L, "b", 20L)),
            insert(otherOrder, row(11L, 1L), row(30L, 3L)),
            insert(KEYED, row(2L, "c")));
    assertThat(rows(wide))
        .containsExactlyInAnyOrder(
            List.of(1L, "a", 11L), List.of(2L, "c", 20L), Arrays.asList(3L, null, 30L));
  }

  @Test
  default void aTableOfNothingButItsKeyTakesRowsTwice() {
    SampleTable table =
        new SampleTable("t")
            .column("a", SampleTypes.int64())
            .column("b", SampleTypes.text())
            .primaryKey("a", "b");
    client().write(migrate(table), insert(table, row(1L, "x"), row(1L, "y")));
    client().write(insert(table, row(1L, "x")));
    assertThat(rows(table)).containsExactlyInAnyOrder(List.of(1L, "x"), List.of(1L, "y"));
  }

  @Test
  default void streamsThatWriteTheSameRowsAtOnceAllSucceed() {
    client().write(migrate(KEYED));
    List<WriteStream> streams = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      streams.add(client().openWrite());
    }
    for (long id = 0; id < 50; id++) {
      for (WriteStream stream : streams) {
        stream.send(insert(KEYED, row(id, "v")));
      }
    }
    streams.forEach(WriteStream::finish);
    assertThat(sorted(KEYED, Long.class)).isEqualTo(LongStream.range(0, 50).boxed().toList());
  }

  @Test
  default void aRowThatTheTableCannotHoldIsRefusedByTheTablesName() {
    SampleTable nullable = new SampleTable("strict").column("id", SampleTypes.int64());
    SampleTable strict = nullable.notNull("id");
    client().write(migrate(strict), insert(strict, row(1L)));
    StatusRuntimeException failure =
        failure(() -> client().write(insert(nullable, row(2L), row((Object) null))));
    assertThat(failure).hasMessageContaining("strict");
    assertThat(sorted(strict, Long.class)).containsExactly(1L);
  }

  @Test
  default void rowsOfATableThatIsNotThereAreRefusedByItsName() {
    assertThat(failure(() -> client().write(insert(APPENDED.named("absent"), row(1L, "a")))))
        .hasMessageContaining("absent");
  }
}
