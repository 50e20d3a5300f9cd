package io.cqdestination.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Sends the lines of the log, as they pass its level, to the collector too. Thread-safe. */
final class LogExport extends AppenderBase<ILoggingEvent> {
  private final LoggerProvider loggers;

  private LogExport(LoggerProvider loggers) {
    this.loggers = loggers;
  }

  static LogExport start(LoggerProvider loggers) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LogExport export = new LogExport(loggers);
    export.setContext(context);
    export.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(export);
    return export;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (ExportFailures.isOfExporter(event.getLoggerName())) {
      return; // a record about records that could not be sent would make another
    }
    LogRecordBuilder line =
        loggers
            .get(event.getLoggerName())
            .logRecordBuilder()
            .setTimestamp(event.getTimeStamp(), TimeUnit.MILLISECONDS)
            .setSeverity(severity(event.getLevel()))
            .setSeverityText(event.getLevel().toString())
            .setBody(event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        switch (pair.value) {
          case Long number -> line.setAttribute(pair.key, number);
          case Integer number -> line.setAttribute(pair.key, number);
          case Double number -> line.setAttribute(pair.key, number);
          case null -> line.setAttribute(pair.key, "null");
          default -> line.setAttribute(pair.key, pair.value.toString());
        }
      }
    }
    line.emit();
  }

  private static Severity severity(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> Severity.ERROR;
      case Level.WARN_INT -> Severity.WARN;
      case Level.INFO_INT -> Severity.INFO;
      case Level.DEBUG_INT -> Severity.DEBUG;
      default -> Severity.TRACE;
    };
  }
}
