package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static io.cqdestination.testkit.contract.ContractParts.failure;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Close;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Init, which comes before all else, and may come again. */
interface InitContract extends ContractParts {
  SampleTable NUMBERED = new SampleTable("i").column("n", SampleTypes.int64());

  /** The connection to the plugin; it has had no Init unless {@link #client} was called. */
  PluginClient uninitialized();

  /** The spec of the store. */
  String spec();

  @Test
  default void nothingIsWrittenOrReadBeforeInit() {
    PluginClient plugin = uninitialized();
    failure(Status.Code.FAILED_PRECONDITION, () -> plugin.write(migrate(NUMBERED)));
    failure(Status.Code.FAILED_PRECONDITION, () -> plugin.openWriteStream().finish());
    failure(Status.Code.FAILED_PRECONDITION, () -> plugin.read(NUMBERED));
    client().write(migrate(NUMBERED), insert(NUMBERED, row(1L)));
    assertThat(sorted(NUMBERED, Long.class)).containsExactly(1L);
  }

  @Test
  default void aSpecThatIsNoneIsAnInvalidArgumentAndChangesNothing() {
    client().write(migrate(NUMBERED));
    for (String spec : new String[] {"", "[]", "{\"no such\"", "{}"}) {
      failure(Status.Code.INVALID_ARGUMENT, () -> client().init(spec));
      client().write(insert(NUMBERED, row(1L)));
    }
    assertThat(rows(NUMBERED)).hasSize(4);
  }

  /** A store that can be opened only once may refuse the second Init. */
  @Test
  default void aSecondInitLeavesTheStreamThatRuns() {
    WriteStream running = client().openWriteStream();
    running.send(migrate(NUMBERED));
    running.send(insert(NUMBERED, row(1L)));
    assertThat(Objects.requireNonNull(running.flush(1)).getFlushError()).isEmpty();
    try {
      client().init(spec());
    } catch (StatusRuntimeException refused) {
      assertThat(refused.getStatus().getCode())
          .isIn(Status.Code.FAILED_PRECONDITION, Status.Code.UNAVAILABLE);
    }
    client().write(insert(NUMBERED, row(2L)));
    running.send(insert(NUMBERED, row(3L)));
    assertThat(running.finish()).isEmpty();
    client().write(insert(NUMBERED, row(4L)));
    assertThat(sorted(NUMBERED, Long.class)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  default void afterCloseNothingIsWrittenUntilTheNextInit() {
    var _ = client().calls().close(Close.Request.getDefaultInstance());
    failure(Status.Code.FAILED_PRECONDITION, () -> client().write(migrate(NUMBERED)));
    client().init(spec());
    client().write(migrate(NUMBERED));
    assertThat(rows(NUMBERED)).isEmpty();
  }
}
