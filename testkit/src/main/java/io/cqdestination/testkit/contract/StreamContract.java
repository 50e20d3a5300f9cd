package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Streams that are flushed. */
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
}
