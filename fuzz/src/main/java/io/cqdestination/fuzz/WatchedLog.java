package io.cqdestination.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Takes everything that is logged, and remembers a line that shows the password. Thread-safe. */
final class WatchedLog extends AppenderBase<ILoggingEvent> {
  private static final List<String> OURS = List.of("io.cqdestination", "org.postgresql");
  private static final WatchedLog OF_PROCESS = install();

  private final AtomicReference<@Nullable AssertionError> shown = new AtomicReference<>();

  private WatchedLog() {}

  /** The log of this process, in place of where it would be written. */
  static WatchedLog ofProcess() {
    return OF_PROCESS;
  }

  private static WatchedLog install() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    WatchedLog log = new WatchedLog();
    log.setContext(context);
    log.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    OURS.forEach(name -> context.getLogger(name).setLevel(Level.DEBUG));
    root.addAppender(log);
    return log;
  }

  /** Fails where a line since the last look has shown the password. */
  void check() {
    AssertionError line = shown.getAndSet(null);
    if (line != null) {
      throw line;
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    try {
      Secret.checkAbsent(event.getFormattedMessage());
      for (IThrowableProxy cause = event.getThrowableProxy();
          cause != null;
          cause = cause.getCause()) {
        Secret.checkAbsent(cause.getMessage());
      }
    } catch (AssertionError line) {
      shown.set(line);
    }
  }
}
