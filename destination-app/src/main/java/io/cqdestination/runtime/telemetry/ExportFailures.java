package io.cqdestination.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * What the exporter says of a collector that does not answer: one warning is enough, as each counts
 * as a warning of the sync, which is none the worse for it. Thread-safe.
 */
final class ExportFailures extends TurboFilter {
  private static final org.slf4j.Logger log = LoggerFactory.getLogger(Telemetry.class);
  private static final String EXPORTER = "io.opentelemetry";

  private final Collector collector;
  private final AtomicBoolean said = new AtomicBoolean();

  private ExportFailures(Collector collector) {
    this.collector = collector;
  }

  static void sayOnce(Collector collector) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ExportFailures filter = new ExportFailures(collector);
    filter.setContext(context);
    filter.start();
    context.getTurboFilterList().removeIf(ExportFailures.class::isInstance);
    context.addTurboFilter(filter);
  }

  static boolean isOfExporter(String loggerName) {
    return loggerName.startsWith(EXPORTER);
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable failure) {
    if (!isOfExporter(logger.getName())) {
      return FilterReply.NEUTRAL;
    }
    if (format != null && level.isGreaterOrEqual(Level.WARN) && said.compareAndSet(false, true)) {
      log.warn("telemetry does not reach {}: {}", collector.base(), format);
    }
    return FilterReply.DENY;
  }
}
