package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.contract.ContractParts.failure;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static io.cqdestination.testkit.plugin.WriteMessages.migrateForced;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.Status;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Streams that are flushed, broken and cut off. */
interface StreamContract extends ContractParts {
  SampleTable LOOSE = new SampleTable("s").column("n", SampleTypes.int64());
  SampleTable STRICT = LOOSE.notNull("n");

  @Test
  default void whatIsFlushedCanBeRead() {
    WriteStream stream = client().openWriteStream();
    stream.send(migrate(STRICT));
    for (long number = 0; number < 3; number++) {
      stream.send(insert(STRICT, row(number)));
      Write.Response answer = Objects.requireNonNull(stream.flush(number));
      assertThat(answer.getFlushId()).isEqualTo(number);
      assertThat(answer.getFlushError()).isEmpty();
      assertThat(rows(STRICT)).hasSize((int) number + 1);
    }
    assertThat(stream.finish()).isEmpty();
  }

  @Test
  default void aFlushNamesWhatFailedAndTheStreamGoesOn() {
    SampleTable other = LOOSE.named("other");
    WriteStream stream = client().openWriteStream();
    stream.send(migrate(STRICT));
    stream.send(migrate(other));
    stream.send(insert(LOOSE, row((Object) null)));
    stream.send(insert(other, row(1L)));
    Write.Response failed = Objects.requireNonNull(stream.flush(1));
    assertThat(failed.getFailedTablesList()).containsExactly("s");
    assertThat(failed.getFlushError()).contains("s");
    stream.send(insert(STRICT, row(2L)));
    assertThat(Objects.requireNonNull(stream.flush(2)).getFlushError()).isEmpty();
    assertThat(stream.finish()).isEmpty();
    assertThat(sorted(STRICT, Long.class)).containsExactly(2L);
    assertThat(sorted(other, Long.class)).containsExactly(1L);
  }

  @Test
  default void aRecordThatIsNoneIsAnInvalidArgument() {
    byte[] record = STRICT.record(row(1L));
    byte[] half = Arrays.copyOf(record, record.length / 2);
    for (byte[] damaged : new byte[][] {{1, 2, 3}, new byte[0], half}) {
      assertThat(
              failure(() -> client().write(migrate(STRICT), insert(damaged))).getStatus().getCode())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    client().write(migrate(STRICT), insert(STRICT, row(2L)));
    assertThat(sorted(STRICT, Long.class)).containsExactly(2L);
  }

  @Test
  default void aCallThatIsCutOffKeepsWhatWasFlushedAndHoldsNothing() {
    WriteStream cut = client().openWriteStream();
    cut.send(migrate(STRICT));
    cut.send(insert(STRICT, row(1L)));
    assertThat(Objects.requireNonNull(cut.flush(1)).getFlushError()).isEmpty();
    cut.send(insert(STRICT, row(2L)));
    cut.cancel();

    client().write(migrate(STRICT), insert(STRICT, row(3L)));
    assertThat(sorted(STRICT, Long.class)).contains(1L, 3L);
    SampleTable changed = new SampleTable("s").column("n", SampleTypes.text());
    client().write(migrateForced(changed), insert(changed, row("four")));
    assertThat(sorted(changed, String.class)).containsExactly("four");
  }
}
