package io.cqdestination.runtime.telemetry;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.runtime.logging.PlatformLogging;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends traces, metrics and log records to a collector, in the background: queues are bounded, and
 * what does not fit is dropped. Thread-safe.
 */
final class OtlpTelemetry implements Telemetry {
  private static final String SCOPE = "io.cqdestination";
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
  private static final Duration METRICS_PERIOD = Duration.ofSeconds(10);

  /** The process has five seconds to end, of which its calls may take most. */
  private static final long LAST_WORDS_MILLIS = 1_000;

  private final OpenTelemetrySdk sdk;
  private final SyncMeter meter;
  private final LogExport logs;

  private OtlpTelemetry(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.meter = new OtlpSyncMeter(sdk.getMeter(SCOPE), sdk.getTracer(SCOPE));
    this.logs = LogExport.start(sdk.getSdkLoggerProvider());
  }

  static OtlpTelemetry start(Collector collector, String service, String version) {
    PlatformLogging.redirect();
    ExportFailures.sayOnce(collector);
    Resource resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", service)
                        .put("service.version", version)
                        .build()));
    return new OtlpTelemetry(
        OpenTelemetrySdk.builder()
            .setTracerProvider(traces(collector, resource))
            .setMeterProvider(metrics(collector, resource))
            .setLoggerProvider(logs(collector, resource))
            .build());
  }

  private static SdkTracerProvider traces(Collector collector, Resource resource) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.url(Collector.Signal.TRACES))
            .setHeaders(collector::headers)
            .setTimeout(REQUEST_LIMIT)
            .build();
    return SdkTracerProvider.builder()
        .setResource(resource)
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .build();
  }

  private static SdkMeterProvider metrics(Collector collector, Resource resource) {
    OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(collector.url(Collector.Signal.METRICS))
            .setHeaders(collector::headers)
            .setTimeout(REQUEST_LIMIT)
            .build();
    return SdkMeterProvider.builder()
        .setResource(resource)
        .registerMetricReader(
            PeriodicMetricReader.builder(exporter).setInterval(METRICS_PERIOD).build())
        .build();
  }

  private static SdkLoggerProvider logs(Collector collector, Resource resource) {
    OtlpHttpLogRecordExporter exporter =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(collector.url(Collector.Signal.LOGS))
            .setHeaders(collector::headers)
            .setTimeout(REQUEST_LIMIT)
            .build();
    return SdkLoggerProvider.builder()
        .setResource(resource)
        .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
        .build();
  }

  @Override
  public SyncMeter meter() {
    return meter;
  }

  @Override
  public void close() {
    logs.stop();
    // The SDK's own shutdown waits for exports under way, longer than the process may.
    Thread lastWords =
        Thread.ofPlatform()
            .daemon()
            .name("telemetry-shutdown")
            .start(() -> sdk.shutdown().join(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS));
    try {
      lastWords.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
