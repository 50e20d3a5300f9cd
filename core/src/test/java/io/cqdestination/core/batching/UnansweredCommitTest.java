package io.cqdestination.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.failure.Remedy;
import io.cqdestination.core.retry.CommitInquiry;
import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.core.retry.CommitUnanswered;
import io.cqdestination.core.sync.SampleRows;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store whose first answer to COMMIT is lost. */
class UnansweredCommitTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<List<String>> transactions = Collections.synchronizedList(new ArrayList<>());
  private final Queue<CommitOutcome> answers = new ArrayDeque<>();
  private CommitInquiry inquiry = answers::remove;
  private HeldBatchWriter writer =
      new HeldBatchWriter(this::write, 1, TransactionLimits.ORDINARY, LIMIT);

  private void write(List<HeldBatch> batches) {
    transactions.add(batches.stream().map(HeldBatch::tableName).toList());
    if (transactions.size() == 1) {
      throw new CommitUnanswered("the line is dead", null, inquiry);
    }
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void rowsWithoutAKeyAreNotWrittenAgainWhereTheyAreCommitted() {
    answers.addAll(List.of(new CommitOutcome.InProgress(), new CommitOutcome.Committed()));
    assertThat(commit(false)).allSatisfy(outcome -> assertThat(outcome).succeedsWithin(LIMIT));
    assertThat(transactions).containsExactly(List.of("a", "b"));
  }

  @Test
  void whatWasAbortedIsWrittenAgain() {
    answers.add(new CommitOutcome.Aborted());
    assertThat(commit(false)).allSatisfy(outcome -> assertThat(outcome).succeedsWithin(LIMIT));
    assertThat(transactions).containsExactly(List.of("a", "b"), List.of("a", "b"));
  }

  @Test
  void rowsWithKeysAreWrittenAgainWithoutAQuestion() {
    assertThat(commit(true)).allSatisfy(outcome -> assertThat(outcome).succeedsWithin(LIMIT));
    assertThat(transactions).containsExactly(List.of("a", "b"), List.of("a", "b"));
  }

  @Test
  void whatNobodyKnowsFailsAndIsNotWrittenAgain() {
    answers.add(new CommitOutcome.Unknown("the server has forgotten it"));
    assertThat(commit(false))
        .allSatisfy(outcome ->
            assertThat(failure(outcome))
                .isInstanceOfSatisfying(
                    OutcomeUnknown.class,
                    unknown -> assertThat(unknown.remedy()).isEqualTo(Remedy.CHANGE_WHAT_IS_THERE))
                .hasMessage(
                    "the connection broke during COMMIT and the server has forgotten it: the line is dead"));
    assertThat(transactions).hasSize(1);
  }

  @Test
  void aQuestionThatIsRefusedLeavesItUnknown() {
    inquiry =
        () -> {
          throw new DatabaseRefused("no right to ask", null);
        };
    assertThat(commit(false))
        .allSatisfy(outcome ->
            assertThat(failure(outcome))
                .hasMessageContaining("cannot be found out: no right to ask"));
    assertThat(transactions).hasSize(1);
  }

  @Test
  void whenTheTimeIsOverItIsSaidThatNobodyKnows() {
    writer = new HeldBatchWriter(this::write, 1, TransactionLimits.ORDINARY, Duration.ZERO);
    assertThat(commit(false))
        .allSatisfy(outcome ->
            assertThat(failure(outcome))
                .isInstanceOf(Transient.class)
                .hasMessage(
                    "given up after 1 attempts, and whether the rows are committed is not known: the line is dead"));
  }

  private List<CompletableFuture<Void>> commit(boolean keyed) {
    return writer.commit(List.of(batch("a", keyed), batch("b", keyed)));
  }

  private OpenBatch batch(String table, boolean keyed) {
    OpenBatch batch = writer.open(table);
    batch.add(
        SampleRows.record(
            SampleRows.table(table, keyed, List.of("note")), List.of(SampleRows.row(1, "n"))),
        0,
        1);
    return batch;
  }

  private static Throwable failure(CompletableFuture<Void> outcome) {
    return Objects.requireNonNull(
        assertThat(outcome)
            .failsWithin(LIMIT)
            .withThrowableOfType(ExecutionException.class)
            .actual()
            .getCause());
  }
}
