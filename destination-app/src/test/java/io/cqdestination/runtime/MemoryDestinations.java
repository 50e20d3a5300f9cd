package io.cqdestination.runtime;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.ConnectionTestResult;
import io.cqdestination.core.sync.DatabaseDestination;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.core.sync.MemoryBatchWriter;
import io.cqdestination.core.sync.MemoryDatabase;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.sync.StaleGuard;
import io.cqdestination.runtime.spec.InvalidSpec;
import io.cqdestination.runtime.spec.ReadSpec;
import io.cqdestination.runtime.spec.SpecObject;
import io.cqdestination.runtime.spec.SpecSchema;
import java.time.Duration;

/** Opens destinations in memory. Thread-safe. */
record MemoryDestinations(SyncMeter meter) implements DestinationFactory {

  private static BatchLimits limits(SpecObject spec) {
    return new BatchLimits(
        (int) spec.limit("rows_per_batch", 1_000, Integer.MAX_VALUE),
        1 << 20,
        Duration.ofSeconds(60),
        1 << 24);
  }

  @Override
  public Destination open(byte[] spec) {
    BatchLimits limits = ReadSpec.toOpen(spec, MemoryDestinations::limits);
    MemoryDatabase database = new MemoryDatabase();
    return new DatabaseDestination(
        "memory",
        () -> new MemoryBatchWriter(database, Runnable::run),
        database,
        StaleGuard.NONE,
        database,
        (table, sink) -> sink.accept(SampleRows.record(table, database.rows(table.name()))),
        limits,
        meter,
        () -> {});
  }

  @Override
  public ConnectionTestResult test(byte[] spec) {
    try {
      ReadSpec.of(spec, MemoryDestinations::limits);
      return new ConnectionTestResult.Usable();
    } catch (InvalidSpec invalid) {
      return new ConnectionTestResult.Unusable("INVALID_SPEC", invalid.description());
    }
  }

  @Override
  public String specSchema() {
    return SpecSchema.beside(MemoryDestinations.class);
  }
}
