package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static io.cqdestination.testkit.plugin.WriteMessages.migrateForced;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.Read;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.Context;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Calls whose client goes away. They hold nothing: the table can even be made anew. */
interface CancelContract extends ContractParts {
  /** Rows of which a batch is under way; more than is sent ahead of a reader. */
  int ROWS = 20_000;

  SampleTable TABLE = WideRows.APPENDED;

  @Test
  default void aStreamThatIsCutOffKeepsWhatWasFlushed() {
    WriteStream cut = client().openWriteStream();
    cut.send(migrate(TABLE));
    cut.send(insert(TABLE, row(-1L, "flushed")));
    assertThat(Objects.requireNonNull(cut.flush(1)).getFlushError()).isEmpty();
    cut.send(insert(TABLE, row(-2L, "lost, perhaps")));
    cut.cancel();

    client().write(migrate(TABLE), insert(TABLE, row(-3L, "behind")));
    assertThat(sorted(TABLE, Long.class)).contains(-1L, -3L);
    tableIsMadeAnew();
  }

  @Test
  default void aWriteThatIsCutOffHoldsNothing() {
    client().write(migrate(TABLE));
    WriteStream cut = client().openWrite();
    WideRows.inserts(TABLE, ROWS).forEach(cut::send);
    cut.cancel();

    client().write(migrate(TABLE), insert(TABLE, row(-3L, "behind")));
    assertThat(sorted(TABLE, Long.class)).contains(-3L);
    tableIsMadeAnew();
  }

  @Test
  default void aReadThatIsCutOffHoldsNothing() throws Exception {
    client().write(migrate(TABLE));
    client().write(WideRows.inserts(TABLE, ROWS));
    Read.Request request =
        Read.Request.newBuilder().setTable(ByteString.copyFrom(TABLE.table())).build();
    Context.CancellableContext reader = Context.current().withCancellation();
    Iterator<Read.Response> read = reader.call(() -> client().calls().read(request));
    assertThat(read.next().getRecord().isEmpty()).isFalse();
    reader.cancel(null);

    assertThat(rows(TABLE.without("v"))).hasSize(ROWS);
    tableIsMadeAnew();
  }

  private void tableIsMadeAnew() {
    SampleTable anew = new SampleTable(TABLE.name()).column("id", SampleTypes.text());
    client().write(migrateForced(anew), insert(anew, row("anew")));
    assertThat(rows(anew)).containsExactly(List.of("anew"));
  }
}
