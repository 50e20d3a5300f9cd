package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.contract.ContractParts.failure;
import static io.cqdestination.testkit.plugin.WriteMessages.deleteRecord;
import static io.cqdestination.testkit.plugin.WriteMessages.deleteStale;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.grpc.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that nobody should send. The next call works behind each. */
interface InputContract extends ContractParts {
  SampleTable SENT = new SampleTable("sent").column("n", SampleTypes.int64());

  @Test
  default void aRecordThatIsNoneIsAnInvalidArgument() {
    for (byte[] damaged : damaged(SENT.record(row(1L)))) {
      failure(Status.Code.INVALID_ARGUMENT, () -> client().write(migrate(SENT), insert(damaged)));
    }
    theNextCallWorks();
  }

  @Test
  default void aTableThatIsNoneIsAnInvalidArgument() {
    for (byte[] damaged : damaged(SENT.table())) {
      for (boolean force : new boolean[] {false, true}) {
        failure(Status.Code.INVALID_ARGUMENT, () -> client().write(migrate(damaged, force)));
      }
    }
    theNextCallWorks();
  }

  /** A store may take the rows; where it does not, it takes none, and says the table's name. */
  @Test
  default void rowsWithAColumnThatTheTableLacksAreTakenOrRefused() {
    SampleTable more = SENT.column("more", SampleTypes.text());
    client().write(migrate(SENT));
    boolean taken =
        refusal(insert(more, row(1L, "a"), row(3L, "b")))
            .map(refusal -> {
              assertThat(refusal).hasMessageContaining("sent");
              return false;
            })
            .orElse(true);
    client().write(insert(SENT, row(2L)));
    assertThat(sorted(SENT, Long.class)).isEqualTo(taken ? List.of(1L, 2L, 3L) : List.of(2L));
  }

  /** There is nothing to delete: that may be taken for done. */
  @Test
  default void aDeletionInATableThatIsNotThereDeletesNothing() {
    client().write(migrate(SENT), insert(SENT, row(1L)));
    for (Write.Request deletion :
        List.of(
            deleteStale("absent", "s", Instant.EPOCH),
            deleteRecord("absent", List.of(), List.of()))) {
      refusal(deletion).ifPresent(refusal -> assertThat(refusal).hasMessageContaining("absent"));
      assertThat(sorted(SENT, Long.class)).containsExactly(1L);
    }
    client().write(insert(SENT, row(2L)));
    assertThat(sorted(SENT, Long.class)).containsExactly(1L, 2L);
  }

  private void theNextCallWorks() {
    client().write(migrate(SENT), insert(SENT, row(2L)));
    assertThat(sorted(SENT, Long.class)).containsExactly(2L);
  }

  private static List<byte[]> damaged(byte[] stream) {
    return List.of(new byte[] {1, 2, 3}, new byte[0], Arrays.copyOf(stream, stream.length / 2));
  }
}
