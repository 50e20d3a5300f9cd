package example;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.HeldBatchWriter;
import io.cqdestination.core.batching.TransactionLimits;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DatabaseDestination;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.core.sync.StaleGuard;
import io.cqdestination.runtime.spec.ReadSpec;
import io.cqdestination.runtime.spec.SpecSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Opens the destination. Here is no store: {@link ExampleStore} and each lambda stand for a port
 * that a real one brings. Thread-safe.
 *
 * @param meter told what every stream does
 */
record ExampleFactory(SyncMeter meter) implements DestinationFactory {
  private static final long BATCH_BYTES = 10L << 20;
  private static final long HELD_BYTES = 40L << 20;
  private static final Duration BATCH_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(60);

  /** Transactions of a stream at a time. */
  private static final int WRITERS = 2;

  @Override
  public Destination open(byte[] json) {
    ExampleSpec spec = ReadSpec.toOpen(json, ExampleSpec::of);
    ExampleStore store = new ExampleStore();
    return new DatabaseDestination(
        spec.path(),
        () -> new HeldBatchWriter(store, WRITERS, TransactionLimits.ORDINARY, RETRY_TIMEOUT),
        deletions -> Optional.empty(),
        StaleGuard.NONE,
        migrations -> List.of(),
        (table, sink) -> {},
        new BatchLimits(spec.batchSize(), BATCH_BYTES, BATCH_TIMEOUT, HELD_BYTES),
        meter,
        () -> {});
  }

  @Override
  public String specSchema() {
    return SpecSchema.beside(ExampleSpec.class);
  }
}
