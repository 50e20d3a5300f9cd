package io.cqdestination.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.postgres.catalog.WritableTable;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.type.StoredTableMapping;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the batches of one table know of each other. */
class PendingBatchTest {
  private final TableWriter table = table();
  private final PendingBatch first = pending(null);
  private final PendingBatch second = pending(first);

  @Test
  void aFailureIsReportedBeforeThoseThatFollowFromIt() {
    List<Boolean> knownBehind = new ArrayList<>();
    var _ = first.outcome().whenComplete((_, _) -> knownBehind.add(second.hasFailedBefore()));
    first.fail(new DatabaseRefused("disk full", null));
    assertThat(knownBehind).containsExactly(false);
    assertThat(second.hasFailedBefore()).isTrue();
  }

  @Test
  void itsTurnComesWhenTheBatchBeforeIsCommittedAndReported() throws Exception {
    List<Preceding> answers = new ArrayList<>();
    var _ =
        first
            .outcome()
            .whenComplete((_, _) -> {
              try {
                answers.add(second.awaitPreceding(1));
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
            });
    first.succeed();
    answers.add(second.awaitPreceding(1));
    assertThat(answers).containsExactly(Preceding.PENDING, Preceding.COMMITTED);
  }

  private PendingBatch pending(@Nullable PendingBatch previous) {
    return new PendingBatch(table, table.open(new ChunkPool(0)), previous, List.of());
  }

  private static TableWriter table() {
    return new TableWriter(
        "t",
        new WriteTarget(
            "public",
            new WritableTable(
                new StoredTable("t", List.of(), null, null), false, Set.of(), Set.of(), Set.of()),
            new StoredTableMapping(new PostgresDialect(15), ObjectNames.USUAL_LIMIT, false),
            new WriteTarget.History.Unwanted()),
        new CommitWorkers(
            () -> {
              throw new SQLException("nothing is written here");
            },
            BatchTransactions.of(new PostgresDialect(15), Optional.empty()),
            new RetryPolicy(Duration.ofSeconds(1), 0),
            GroupLimits.ORDINARY,
            new Writers(1, 1)),
        RowDerivation.TableDerivation.NONE,
        Optional.empty());
  }
}
