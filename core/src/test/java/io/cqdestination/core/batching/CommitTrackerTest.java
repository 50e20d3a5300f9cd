package io.cqdestination.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.failure.DestinationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches are followed from their hand-over to their outcome. */
@Timeout(30)
class CommitTrackerTest {
  private static final DestinationException REFUSED =
      new DestinationException.DatabaseRefused("refused", null);

  private final List<FailedBatch> told = new ArrayList<>();
  private final CommitTracker tracker = new CommitTracker(told::add);

  @Test
  void bytesAreUnderWayUntilTheOutcomeIsKnown() throws InterruptedException {
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> second = new CompletableFuture<>();
    tracker.follow("a", 10, first);
    tracker.follow("b", 5, second);
    assertThat(tracker.bytesUnderWay()).isEqualTo(15);

    first.complete(null);
    tracker.awaitAtMost(() -> 5);
    assertThat(tracker.bytesUnderWay()).isEqualTo(5);

    second.completeExceptionally(REFUSED);
    tracker.awaitAll();
    assertThat(tracker.bytesUnderWay()).isZero();
  }

  @Test
  void aBatchWhoseOutcomeIsKnownAlreadyIsNotWaitedFor() throws InterruptedException {
    tracker.follow("a", 10, CompletableFuture.completedFuture(null));
    tracker.awaitAll();
    assertThat(tracker.bytesUnderWay()).isZero();
  }

  @Test
  void failuresAreToldAtOnceAndKeptUntilTheyAreTaken() {
    tracker.follow("a", 1, CompletableFuture.failedFuture(REFUSED));
    tracker.failed("b", REFUSED);

    assertThat(told).extracting(FailedBatch::tableName).containsExactly("a", "b");
    assertThat(tracker.firstFailure()).isEqualTo(new FailedBatch("a", REFUSED));
    assertThat(tracker.takeFailures()).isEqualTo(told);
    assertThat(tracker.takeFailures()).isEmpty();
    assertThat(tracker.firstFailure()).isNull();
  }

  @Test
  void theCauseBehindAStageOfTheOutcomeIsTheFailure() {
    CompletableFuture<Void> failed = CompletableFuture.failedFuture(REFUSED);
    tracker.follow("a", 1, failed.thenRun(() -> {}));
    assertThat(tracker.takeFailures()).containsExactly(new FailedBatch("a", REFUSED));
  }

  @Test
  void aFaultWithoutWordsForTheUserNamesItsTable() {
    tracker.follow("a", 1, CompletableFuture.failedFuture(new IllegalStateException("oops")));
    assertThat(tracker.takeFailures())
        .extracting(failure -> failure.cause().getMessage())
        .containsExactly("table a: java.lang.IllegalStateException: oops");
  }

  @Test
  void aListenerThatFailsKeepsNobodyWaiting() throws InterruptedException {
    CommitTracker careless =
        new CommitTracker(_ -> {
          throw new IllegalStateException("a careless listener");
        });
    careless.follow("a", 1, CompletableFuture.failedFuture(REFUSED));
    careless.awaitAll();
    assertThat(careless.takeFailures()).hasSize(1);
  }
}
