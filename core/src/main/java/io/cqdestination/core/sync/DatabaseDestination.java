package io.cqdestination.core.sync;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.TableAssessor;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A destination made of the ports of one database. Thread-safe. */
public final class DatabaseDestination implements Destination {
  private final String place;
  private final Supplier<StreamPorts> streams;
  private final TableMigrator migrator;
  private final RowReader reader;
  private final BatchLimits limits;
  private final SessionTimer timer;
  private final SyncMeter meter;
  private final Runnable closeConnections;

  /**
   * Streams of which each batch is visible once it is committed.
   *
   * @param place where rows go, in words without secrets
   * @param writers a new writer for each stream
   * @param guard asked before stale rows are deleted
   * @param meter told what every stream does
   * @param closeConnections run once, after the last stream
   */
  public DatabaseDestination(
      String place,
      Supplier<? extends BatchWriter> writers,
      RowDeleter deleter,
      StaleGuard guard,
      TableMigrator migrator,
      RowReader reader,
      BatchLimits limits,
      SyncMeter meter,
      Runnable closeConnections) {
    this(
        place,
        () -> StreamPorts.perBatch(writers.get(), deleter, guard),
        migrator,
        reader,
        limits,
        meter,
        closeConnections);
  }

  /**
   * @param place where rows go, in words without secrets
   * @param streams makes what carries out a new stream
   * @param meter told what every stream does
   * @param closeConnections run once, after the last stream
   */
  public DatabaseDestination(
      String place,
      Supplier<StreamPorts> streams,
      TableMigrator migrator,
      RowReader reader,
      BatchLimits limits,
      SyncMeter meter,
      Runnable closeConnections) {
    this.place = place;
    this.streams = streams;
    this.migrator = migrator;
    this.reader = reader;
    this.limits = limits;
    this.meter = meter;
    this.timer = new SessionTimer(limits.timeout());
    this.closeConnections = closeConnections;
  }

  @Override
  public SyncSession openSession(FailurePolicy policy, Consumer<FailedBatch> onFailure) {
    return new SyncSession(
        streams.get(), migrator, limits, policy, timer, meter.streamOpened(), onFailure);
  }

  @Override
  public void read(Table table, Consumer<RecordBatch> sink) {
    reader.read(table, sink);
  }

  @Override
  public Optional<TableAssessor> assessor() {
    return migrator.assessor();
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public void close() {
    timer.close();
    closeConnections.run();
  }
}
