package io.cqdestination.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.testkit.Await;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TelemetryTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static void stream(SyncMeter meter) {
    StreamMeter stream = meter.streamOpened();
    stream.done(new StreamMeter.Step("migrate", 2, Duration.ofMillis(3), null));
    stream.handedOver("a", 5, 100);
    stream.handedOver("a", 7, 100);
    stream.retried(2);
    stream.settled(new StreamMeter.Batch("a", 5, 100, Duration.ofMillis(1500), null));
    stream.settled(new StreamMeter.Batch("a", 7, 100, Duration.ofMillis(10), "refused"));
    stream.handedOver("a", 1, 1);
    stream.closed("refused");
  }

  @Test
  void traces_metrics_and_logs_arrive_with_the_headers() throws Exception {
    try (ReceivingCollector collector = new ReceivingCollector()) {
      try (Telemetry telemetry =
          Telemetry.to(
              Collector.of(collector.endpoint(), true, "", List.of("authorization=abc")),
              "plugin",
              "1")) {
        stream(telemetry.meter());
        LoggerFactory.getLogger(TelemetryTest.class)
            .atError()
            .addKeyValue("rows", 5)
            .log("something was said");
      }
      Await.until(
          LIMIT,
          "everything has arrived",
          () ->
              collector.spans().size() == 4
                  && !collector.logs().isEmpty()
                  && collector.metric("cloudquery.destination.rows").isPresent());

      assertThat(collector.spans())
          .extracting(Span::getName)
          .containsExactlyInAnyOrder("write stream", "migrate", "commit batch", "commit batch");
      assertThat(collector.spans())
          .extracting(Span::getTraceId)
          .as("one trace")
          .containsOnly(collector.spans().getFirst().getTraceId());
      assertThat(collector.spans())
          .filteredOn(span -> span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
          .as("the failed batch and the stream")
          .hasSize(2);
      assertThat(sum(collector, "rows")).isEqualTo(5);
      assertThat(sum(collector, "bytes")).isEqualTo(100);
      assertThat(sum(collector, "batches")).isEqualTo(2);
      assertThat(sum(collector, "retries")).isEqualTo(2);
      assertThat(sum(collector, "batches.pending")).isEqualTo(1);
      assertThat(
              collector
                  .metric("cloudquery.destination.commit.duration")
                  .orElseThrow()
                  .getHistogram()
                  .getDataPoints(0)
                  .getSum())
          .isEqualTo(1.5);
      assertThat(collector.logs())
          .anySatisfy(
              line -> assertThat(line.getBody().getStringValue()).isEqualTo("something was said"));
      assertThat(collector.authorizations()).isNotEmpty().containsOnly("abc");
    }
  }

  @Test
  void a_collector_that_is_not_there_is_one_warning() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Telemetry.class);
    logger.setLevel(Level.WARN);
    logger.addAppender(lines);
    try {
      try (Telemetry telemetry =
          Telemetry.to(Collector.of("127.0.0.1:1", true, "", List.of()), "plugin", "1")) {
        stream(telemetry.meter());
        Await.until(LIMIT, "the failure was noticed", () -> !warnings(lines).isEmpty());
      }
      assertThat(warnings(lines)).singleElement().asString().contains("http://127.0.0.1:1");
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
  }

  private static List<String> warnings(ListAppender<ILoggingEvent> lines) {
    return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static long sum(ReceivingCollector collector, String name) {
    Metric metric = collector.metric("cloudquery.destination." + name).orElseThrow();
    return metric.getSum().getDataPointsList().stream().mapToLong(point -> point.getAsInt()).sum();
  }
}
