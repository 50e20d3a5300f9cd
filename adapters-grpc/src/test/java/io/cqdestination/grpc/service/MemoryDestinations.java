package io.cqdestination.grpc.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.Remedy;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.ConnectionTestResult;
import io.cqdestination.core.sync.DatabaseDestination;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.core.sync.MemoryBatchWriter;
import io.cqdestination.core.sync.MemoryDatabase;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.sync.StaleGuard;
import io.cqdestination.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Opens destinations in memory. The spec is a database's name; {@code invalid}, {@code unavailable}
 * and {@code faulty} cannot be opened. Reading gives each row in a batch of its own. Thread-safe.
 */
final class MemoryDestinations implements DestinationFactory {
  private final Map<String, MemoryDatabase> databases = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> closed = new ConcurrentHashMap<>();
  private final Queue<MemoryBatchWriter> writers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger batchesRead = new AtomicInteger();
  private final BatchLimits limits;
  private final Executor executor;

  /**
   * @param executor commits batches
   */
  MemoryDestinations(BatchLimits limits, Executor executor) {
    this.limits = limits;
    this.executor = executor;
  }

  MemoryDatabase database(String name) {
    return databases.computeIfAbsent(name, _ -> new MemoryDatabase());
  }

  /** How often destinations on the database were closed. */
  int closed(String name) {
    return closed.computeIfAbsent(name, _ -> new AtomicInteger()).get();
  }

  /** Bytes that the writer of one stream has held at most. */
  long mostHeldBytes() {
    return writers.stream().mapToLong(MemoryBatchWriter::mostHeldBytes).max().orElse(0);
  }

  /** Batches that readers have handed on and that were taken. */
  int batchesRead() {
    return batchesRead.get();
  }

  @Override
  public Destination open(byte[] spec) {
    String name = new String(spec, UTF_8);
    return switch (name) {
      case "invalid" -> throw new DestinationException.InvalidInput("the spec is invalid");
      case "unavailable" -> throw new DestinationException.Unavailable("nobody is there", null);
      case "locked" -> throw new LockedFile();
      case "faulty" -> throw new IllegalStateException("a fault");
      default -> {
        MemoryDatabase database = database(name);
        yield new DatabaseDestination(
            "memory",
            () -> writer(database),
            database,
            StaleGuard.NONE,
            database,
            (table, sink) -> read(database, table, sink),
            limits,
            SyncMeter.NONE,
            () -> closed.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet());
      }
    };
  }

  /** A failure that core knows nothing of. */
  private static final class LockedFile extends DestinationException {
    private static final long serialVersionUID = 1L;

    private LockedFile() {
      super(Remedy.CHANGE_WHAT_IS_THERE, "somebody else writes to the file", null);
    }
  }

  private MemoryBatchWriter writer(MemoryDatabase database) {
    MemoryBatchWriter writer = new MemoryBatchWriter(database, executor);
    writers.add(writer);
    return writer;
  }

  private void read(MemoryDatabase database, Table table, Consumer<RecordBatch> sink) {
    database
        .rows(table.name())
        .forEach(row -> {
          sink.accept(SampleRows.record(table, List.of(row)));
          batchesRead.incrementAndGet();
        });
  }

  @Override
  public ConnectionTestResult test(byte[] spec) {
    return new String(spec, UTF_8).equals("unavailable")
        ? new ConnectionTestResult.Unusable("CONN_FAILED", "nobody is there")
        : new ConnectionTestResult.Usable();
  }

  @Override
  public String specSchema() {
    return "{}";
  }
}
