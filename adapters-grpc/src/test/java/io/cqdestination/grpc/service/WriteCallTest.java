package io.cqdestination.grpc.service;

import static io.cqdestination.grpc.service.NumberedNotes.note;
import static io.cqdestination.testkit.plugin.WriteMessages.deleteStale;
import static io.cqdestination.testkit.plugin.WriteMessages.flush;
import static io.cqdestination.testkit.plugin.WriteMessages.insert;
import static io.cqdestination.testkit.plugin.WriteMessages.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.sync.StepExecutor;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Write and WriteStream over a real socket. */
class WriteCallTest {
  private static final SampleTable TABLE = NumberedNotes.table("t");
  private static final SampleTable OTHER = NumberedNotes.table("u");
  private static final EndingPatience PATIENT_BUT_FOR_ROWS =
      new EndingPatience(Duration.ZERO, Duration.ofHours(1));
  private static final BatchLimits ROW_BY_ROW =
      new BatchLimits(1, 1L << 40, Duration.ofHours(1), 1L << 40);

  @Test
  void whatIsAnsweredIsCommitted() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      plugin.client.write(migrate(TABLE), insert(TABLE, note(1, "a"), note(2, "b")));

      assertThat(plugin.main().rows("t"))
          .extracting(row -> row.get("note"))
          .containsExactly("a", "b");
    }
  }

  @Test
  void aRefusedRowEndsWriteWhileTheClientIsStillSending() {
    try (ServedPlugin plugin = ServedPlugin.initialized(ROW_BY_ROW, ForkJoinPool.commonPool())) {
      WriteStream stream = plugin.client.openWrite();
      stream.send(migrate(TABLE));
      stream.send(insert(TABLE, note(1, "refused")));
      Await.until(ServedPlugin.LIMIT, "the plugin ends the call", stream::hasEnded);

      Status status = statusOf(stream);

      assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(status.getDescription()).isEqualTo("a row is refused");
      assertThat(plugin.main().rows("t")).isEmpty();
    }
  }

  @Test
  void deletionsBehindARefusedRowAreTakenBeforeWriteEnds() {
    try (ServedPlugin plugin = ServedPlugin.rowByRow(PATIENT_BUT_FOR_ROWS)) {
      WriteStream stream = plugin.client.openWrite();
      stream.send(migrate(TABLE));
      stream.send(insert(TABLE, note(1, "refused")));
      plugin.client.init("other");
      Await.until(
          ServedPlugin.LIMIT,
          "the call has failed and needs no destination any more",
          () -> plugin.destinations.closed("main") == 1);
      for (int i = 0; i < 500; i++) {
        assertThat(stream.hasEnded()).as("before deletion %d", i).isFalse();
        stream.send(deleteStale("t", "source", Instant.EPOCH));
      }

      Status status = statusOf(stream);

      assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(status.getDescription()).isEqualTo("a row is refused");
    }
  }

  @Test
  void rowsBehindARefusedRowDoNotKeepWriteOpenForLong() {
    try (ServedPlugin plugin = ServedPlugin.rowByRow(PATIENT_BUT_FOR_ROWS)) {
      WriteStream stream = plugin.client.openWrite();
      stream.send(migrate(TABLE));
      stream.send(insert(TABLE, note(1, "refused")));
      Await.until(
          ServedPlugin.LIMIT,
          "the plugin ends the call",
          () -> {
            stream.send(insert(TABLE, note(2, "a")));
            return stream.hasEnded();
          });

      assertThat(statusOf(stream).getDescription()).isEqualTo("a row is refused");
    }
  }

  @Test
  void everyFlushIsAnsweredWithWhatFailedSinceTheOneBefore() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      WriteStream stream = plugin.client.openWriteStream();
      stream.send(migrate(TABLE));
      stream.send(migrate(OTHER));
      stream.send(insert(TABLE, note(1, "a")));
      Write.Response clean = stream.flush(1);
      stream.send(insert(TABLE, note(2, "refused")));
      stream.send(insert(OTHER, note(3, "b")));
      Write.Response failed = stream.flush(2);
      stream.send(insert(TABLE, note(4, "c")));
      Write.Response cleanAgain = stream.flush(1L << 63);

      assertThat(clean).isEqualTo(Write.Response.newBuilder().setFlushId(1).build());
      assertThat(failed)
          .isEqualTo(
              Write.Response.newBuilder()
                  .setFlushId(2)
                  .setFlushError("a row is refused")
                  .addFailedTables("t")
                  .build());
      assertThat(cleanAgain).isEqualTo(Write.Response.newBuilder().setFlushId(1L << 63).build());
      assertThat(stream.finish()).isEmpty();
      assertThat(plugin.main().rows("t")).extracting(row -> row.get("id")).containsExactly(1L, 4L);
      assertThat(plugin.main().rows("u")).extracting(row -> row.get("id")).containsExactly(3L);
    }
  }

  @Test
  void whatIsRefusedAfterTheLastFlushEndsTheStreamWithAnError() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      WriteStream stream = plugin.client.openWriteStream();
      stream.send(migrate(TABLE));
      assertThat(stream.flush(1)).isNotNull();
      stream.send(insert(TABLE, note(1, "refused")));

      assertThat(statusOf(stream).getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }
  }

  @Test
  void aMessageThatCannotBeUnderstoodFailsTheNextFlushOnly() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      WriteStream stream = plugin.client.openWriteStream();
      stream.send(migrate(TABLE));
      stream.send(Write.Request.getDefaultInstance());
      stream.send(insert(new byte[] {1, 2, 3}));
      Write.Response failed = stream.flush(1);
      stream.send(insert(TABLE, note(1, "a")));

      assertThat(failed)
          .isEqualTo(
              Write.Response.newBuilder()
                  .setFlushId(1)
                  .setFlushError("a Write request without a message")
                  .build());
      assertThat(stream.flush(2)).isEqualTo(Write.Response.newBuilder().setFlushId(2).build());
      assertThat(stream.finish()).isEmpty();
    }
  }

  @Test
  void inputThatCannotBeUnderstoodIsAnInvalidArgument() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      assertRefused(
          plugin, "a Write request without a message", Write.Request.getDefaultInstance());
      assertRefused(plugin, "flush is a message of WriteStream, not of Write", flush(1));
      assertRefused(plugin, "missing table name", migrate(TABLE.withoutMetadata("cq:table_name")));
      assertRefused(
          plugin,
          "missing table name",
          insert(TABLE.withoutMetadata("cq:table_name"), note(1, "a")));
      assertRefused(
          plugin,
          "the Arrow stream is cut short: it ends inside a message",
          insert(new byte[] {1, 2, 3}));

      plugin.client.write(migrate(TABLE), insert(TABLE, note(1, "a")));
      assertThat(plugin.main().rows("t")).hasSize(1);
    }
  }

  @Test
  void aMissingTableIsNamed() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      WriteStream stream = plugin.client.openWrite();
      stream.send(insert(TABLE, note(1, "a")));

      assertThat(statusOf(stream).getDescription()).isEqualTo("table t not found");
    }
  }

  @Test
  void aCancelledStreamWritesNothingMoreAndFreesTheDestination() {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      WriteStream stream = plugin.client.openWriteStream();
      stream.send(migrate(TABLE));
      assertThat(stream.flush(1)).isNotNull();
      stream.send(insert(TABLE, note(1, "a")));
      stream.cancel();
      plugin.client.init("other");

      Await.until(
          ServedPlugin.LIMIT,
          "the destination that was replaced is closed",
          () -> plugin.destinations.closed("main") == 1);
      assertThat(plugin.main().rows("t")).isEmpty();
    }
  }

  @Test
  void streamsRunSideBySide() {
    try (ServedPlugin plugin = ServedPlugin.initialized();
        PluginClient second = plugin.connect()) {
      WriteStream one = plugin.client.openWriteStream();
      WriteStream two = second.openWriteStream();
      one.send(migrate(TABLE));
      two.send(migrate(OTHER));
      assertThat(two.flush(1)).isNotNull();
      assertThat(one.flush(1)).isNotNull();
      one.send(insert(TABLE, note(1, "refused")));
      two.send(insert(OTHER, note(2, "b")));

      assertThat(one.flush(2))
          .extracting(Write.Response::getFailedTablesList)
          .asList()
          .containsExactly("t");
      assertThat(two.flush(2)).isEqualTo(Write.Response.newBuilder().setFlushId(2).build());
    }
  }

  @Test
  void aClientIsHeldBackWhileTooManyBytesAreOnTheirWay() {
    StepExecutor commits = new StepExecutor();
    BatchLimits narrow = new BatchLimits(1, 1L << 40, Duration.ofHours(1), 1 << 20);
    try (ServedPlugin plugin = ServedPlugin.initialized(narrow, commits)) {
      plugin.client.write(migrate(TABLE));
      Write.Request large = insert(TABLE, note(1, "x".repeat(300_000)));
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(() -> plugin.client.write(Collections.nCopies(200, large)));
      Await.until(ServedPlugin.LIMIT, "a batch waits to be committed", () -> commits.waiting() > 0);

      assertThat(sender).as("a sender of 60 MB to which nobody listens").isNotDone();
      Await.until(
          ServedPlugin.LIMIT,
          "everything is committed",
          () -> {
            commits.stepAll();
            return sender.isDone();
          });
      sender.join();
      assertThat(plugin.main().rows("t")).hasSize(200);
      assertThat(plugin.destinations.mostHeldBytes()).isLessThan(2 << 20);
    }
  }

  @Test
  void aClientMayCompressItsMessages() throws Exception {
    try (ServedPlugin plugin = ServedPlugin.initialized()) {
      CompletableFuture<Write.Response> answer = new CompletableFuture<>();
      StreamObserver<Write.Request> requests =
          plugin.client.asynchronousCalls().withCompression("gzip").write(answering(answer));
      requests.onNext(migrate(TABLE));
      requests.onNext(insert(TABLE, note(1, "x".repeat(100_000))));
      requests.onCompleted();

      assertThat(answer.get(ServedPlugin.LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
      assertThat(plugin.main().rows("t")).hasSize(1);
    }
  }

  private static void assertRefused(ServedPlugin plugin, String words, Write.Request request) {
    WriteStream stream = plugin.client.openWrite();
    stream.send(request);

    Status status = statusOf(stream);

    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).isEqualTo(words);
  }

  private static Status statusOf(WriteStream stream) {
    return catchThrowableOfType(StatusRuntimeException.class, stream::finish).getStatus();
  }

  private static StreamObserver<Write.Response> answering(
      CompletableFuture<Write.Response> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(Write.Response response) {
        answer.complete(response);
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }
}
