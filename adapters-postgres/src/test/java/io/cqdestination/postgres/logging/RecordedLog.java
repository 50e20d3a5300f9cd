package io.cqdestination.postgres.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What one logger is given while this is open, whatever the level of the process. */
public final class RecordedLog implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  /** What is logged of statements. */
  RecordedLog() {
    this("pgx");
  }

  /** What a class logs. */
  public RecordedLog(Class<?> source) {
    this(source.getName());
  }

  private RecordedLog(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    appender.start();
    logger.setLevel(Level.TRACE);
    logger.setAdditive(false);
    logger.addAppender(appender);
  }

  public List<ILoggingEvent> events() {
    return List.copyOf(appender.list);
  }

  /** The events of statements whose text begins so. */
  List<ILoggingEvent> statements(String beginning) {
    return events().stream()
        .filter(event -> value(event, "sql").orElse("").startsWith(beginning))
        .toList();
  }

  static Optional<String> value(ILoggingEvent event, String key) {
    return Optional.ofNullable(event.getKeyValuePairs()).stream()
        .flatMap(List::stream)
        .filter(pair -> pair.key.equals(key))
        .map(pair -> String.valueOf(pair.value))
        .findFirst();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
