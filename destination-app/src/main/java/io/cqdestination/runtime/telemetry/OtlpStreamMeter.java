package io.cqdestination.runtime.telemetry;

import io.cqdestination.core.measure.StreamMeter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The span of one stream, with one for each batch, migration and deletion. Thread-safe. */
final class OtlpStreamMeter implements StreamMeter {
  private final OtlpSyncMeter instruments;
  private final Tracer tracer;
  private final Span stream;

  OtlpStreamMeter(OtlpSyncMeter instruments, Tracer tracer) {
    this.instruments = instruments;
    this.tracer = tracer;
    this.stream = tracer.spanBuilder("write stream").setNoParent().startSpan();
  }

  @Override
  public void handedOver(String tableName, long rows, long bytes) {
    instruments.handedOver(tableName);
  }

  @Override
  public void settled(Batch batch) {
    instruments.settled(batch);
    Span span = past("commit batch", batch.latency());
    span.setAttribute(OtlpSyncMeter.TABLE, batch.tableName());
    span.setAttribute("rows", batch.rows());
    span.setAttribute("bytes", batch.bytes());
    end(span, batch.failure());
  }

  @Override
  public void retried(long times) {
    instruments.retried(times);
  }

  @Override
  public void done(Step step) {
    Span span = past(step.name(), step.duration());
    span.setAttribute("tables", step.tables());
    end(span, step.failure());
  }

  @Override
  public void closed(@Nullable String failure) {
    end(stream, failure);
  }

  /** A span that ends now. */
  private Span past(String name, Duration duration) {
    return tracer
        .spanBuilder(name)
        .setParent(Context.root().with(stream))
        .setStartTimestamp(Instant.now().minus(duration))
        .startSpan();
  }

  private static void end(Span span, @Nullable String failure) {
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, failure);
    }
    span.end();
  }
}
