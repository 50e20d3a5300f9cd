package io.cqdestination.core.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A store that takes back what it is asked to rehearse, and refuses odd rows of a table. */
class BlamedRowTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void theFirstRefusedRowIsNamed() {
    Store store = new Store(batch -> refuse(batch, 7));

    assertThat(refusal(store, true))
        .hasMessage("7 is odd (row 4, id = 7 of a batch of 6, of which nothing was written)");
    assertThat(refusal(store, false))
        .hasMessage("7 is odd (row 4 of a batch of 6, of which nothing was written)");
  }

  @Test
  void noRowIsToBlameWhereNothingIsTaken() {
    Store store =
        new Store(_ -> {
          throw new DatabaseRefused("there is no table", null);
        });

    assertThat(refusal(store, true)).hasMessage("there is no table");
  }

  @Test
  void aTrialThatFailsOtherwiseEndsTheSearch() {
    Store store =
        new Store(batch -> {
          if (batch.rows() < 6) {
            throw new Transient("busy", null);
          }
          refuse(batch, 7);
        });

    assertThat(refusal(store, true)).hasMessage("7 is odd");
  }

  private static void refuse(HeldBatch batch, long id) {
    boolean there =
        batch.records().stream()
            .flatMap(record -> SampleRows.rows(record, 0, record.rowCount()).stream())
            .anyMatch(row -> Long.valueOf(id).equals(row.get("id")));
    if (there) {
      throw new DatabaseRefused(id + " is odd", null);
    }
  }

  private static Throwable refusal(Store store, boolean keyed) {
    Table table = SampleRows.table("t", keyed, List.of("note"));
    try (HeldBatchWriter writer =
        new HeldBatchWriter(store, 1, TransactionLimits.ORDINARY, LIMIT)) {
      OpenBatch batch = writer.open("t");
      for (long first : new long[] {1, 5, 9}) {
        batch.add(
            SampleRows.record(
                table, List.of(SampleRows.row(first, "n"), SampleRows.row(first + 2, "n"))),
            0,
            2);
      }
      CompletableFuture<Void> outcome = writer.commit(List.of(batch)).getFirst();
      return Objects.requireNonNull(
          assertThat(outcome)
              .failsWithin(LIMIT)
              .withThrowableOfType(ExecutionException.class)
              .actual()
              .getCause());
    }
  }

  /** Does in earnest what it rehearses. */
  private record Store(Rehearsal writing) implements BatchStore {
    @Override
    public void write(List<HeldBatch> batches) {
      batches.forEach(writing::run);
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
      return Optional.of(writing);
    }
  }
}
