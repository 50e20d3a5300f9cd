package io.cqdestination.runtime.telemetry;

import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.measure.SyncMeter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;

/** The instruments of the process. Thread-safe. */
final class OtlpSyncMeter implements SyncMeter {
  static final AttributeKey<String> TABLE = AttributeKey.stringKey("table");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final String PREFIX = "cloudquery.destination.";
  private static final double NANOSECONDS_A_SECOND = 1e9;

  private final Tracer tracer;
  private final LongCounter rows;
  private final LongCounter bytes;
  private final LongCounter batches;
  private final LongCounter retries;
  private final LongUpDownCounter pending;
  private final DoubleHistogram latency;

  OtlpSyncMeter(Meter meter, Tracer tracer) {
    this.tracer = tracer;
    this.rows = counter(meter, "rows", "{row}", "Rows committed");
    this.bytes = counter(meter, "bytes", "By", "Bytes committed, as sent to the database");
    this.batches = counter(meter, "batches", "{batch}", "Batches whose outcome is known");
    this.retries = counter(meter, "retries", "{retry}", "Attempts after transient failures");
    this.pending =
        meter
            .upDownCounterBuilder(PREFIX + "batches.pending")
            .setUnit("{batch}")
            .setDescription("Batches of a table that are on their way")
            .build();
    this.latency =
        meter
            .histogramBuilder(PREFIX + "commit.duration")
            .setUnit("s")
            .setDescription("From handing a batch over until its commit is known")
            .build();
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(PREFIX + name).setUnit(unit).setDescription(description).build();
  }

  @Override
  public StreamMeter streamOpened() {
    return new OtlpStreamMeter(this, tracer);
  }

  void handedOver(String tableName) {
    pending.add(1, Attributes.of(TABLE, tableName));
  }

  void settled(StreamMeter.Batch batch) {
    Attributes table = Attributes.of(TABLE, batch.tableName());
    boolean committed = batch.failure() == null;
    pending.add(-1, table);
    batches.add(
        1, Attributes.of(TABLE, batch.tableName(), OUTCOME, committed ? "committed" : "failed"));
    if (committed) {
      rows.add(batch.rows(), table);
      bytes.add(batch.bytes(), table);
      latency.record(batch.latency().toNanos() / NANOSECONDS_A_SECOND, table);
    }
  }

  void retried(long times) {
    retries.add(times);
  }
}
