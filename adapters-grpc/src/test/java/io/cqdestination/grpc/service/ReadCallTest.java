package io.cqdestination.grpc.service;

import static io.cqdestination.grpc.service.NumberedNotes.note;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.Read;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Read over a real socket. */
class ReadCallTest {
  private static final SampleTable TABLE = NumberedNotes.table("t");
  private static final int ROWS = 100;
  private static final int ROW_BYTES = 1 << 20;

  @Test
  void rowsComeBackAsTheyWereWritten() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      plugin.client.write(migrate(TABLE), insert(TABLE, note(1, "é"), note(2, null)));

      assertThat(plugin.client.read(TABLE))
          .containsExactly(List.of(1L, "é"), SampleRow.row(2L, null).values());
    }
  }

  @Test
  void tablesThatCannotBeReadAreRefused() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      assertThatThrownBy(() -> plugin.client.read(TABLE))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessage("FAILED_PRECONDITION: table t not found");
      assertThatThrownBy(() -> plugin.client.read(TABLE.withoutMetadata("cq:table_name")))
          .hasMessage("INVALID_ARGUMENT: missing table name");
      assertThatThrownBy(() -> plugin.client.read(TABLE.column("v", SampleTypes.textView())))
          .hasMessageStartingWith(
              "INVALID_ARGUMENT: table t cannot be read with dictionaries, views");
    }
  }

  @Test
  void aSlowReaderHoldsTheReadingBack() throws Exception {
    try (ServedPlugin plugin = filled()) {
      SlowReader reader = new SlowReader();
      plugin.client.asynchronousCalls().read(request(), reader);
      reader.requests.get(60, TimeUnit.SECONDS).request(1);
      Await.until(ServedPlugin.LIMIT, "a row has come", () -> reader.taken.get() == 1);

      assertThat(plugin.destinations.batchesRead())
          .as("rows of 1 MiB that were sent ahead")
          .isLessThan(ROWS / 2);
      reader.requests.join().request(ROWS);
      reader.end.get(60, TimeUnit.SECONDS);
      assertThat(reader.taken).hasValue(ROWS);
    }
  }

  @Test
  void aReaderThatGoesAwayEndsTheReading() throws Exception {
    try (ServedPlugin plugin = filled()) {
      SlowReader reader = new SlowReader();
      plugin.client.asynchronousCalls().read(request(), reader);
      reader.requests.get(60, TimeUnit.SECONDS).request(1);
      Await.until(ServedPlugin.LIMIT, "a row has come", () -> reader.taken.get() == 1);
      reader.requests.join().cancel("the reader goes away", null);
      plugin.client.init("other");

      Await.until(
          ServedPlugin.LIMIT,
          "the destination that was read is closed",
          () -> plugin.destinations.closed("main") == 1);
    }
  }

  private static ServedPlugin filled() {
    ServedPlugin plugin = ServedPlugin.initialized();
    plugin.client.write(migrate(TABLE));
    String text = "x".repeat(ROW_BYTES);
    plugin.client.write(
        IntStream.range(0, ROWS).mapToObj(id -> insert(TABLE, note(id, text))).toList());
    return plugin;
  }

  private static Read.Request request() {
    return Read.Request.newBuilder().setTable(ByteString.copyFrom(TABLE.table())).build();
  }

  /** Takes what it has asked for. */
  private static final class SlowReader
      implements ClientResponseObserver<Read.Request, Read.Response> {
    private final CompletableFuture<ClientCallStreamObserver<Read.Request>> requests =
        new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final AtomicInteger taken = new AtomicInteger();

    @Override
    public void beforeStart(ClientCallStreamObserver<Read.Request> call) {
      call.disableAutoRequestWithInitial(0);
      requests.complete(call);
    }

    @Override
    public void onNext(Read.Response response) {
      taken.incrementAndGet();
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      end.complete(true);
    }
  }
}
