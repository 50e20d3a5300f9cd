package io.cqdestination.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What a library says of itself through the platform's logging, such as a database driver does of
 * the messages that it sends and receives. It is brought here only when somebody wants to listen.
 * Thread-safe; one setting for the whole process.
 */
public final class LibraryEvents {
  private final String loggers;
  private final List<String> hiddenWords;
  private boolean bridged;

  /**
   * @param loggers what the names of its loggers begin with
   * @param hiddenWords an event whose words have one of them is never shown: it may tell a secret
   */
  public LibraryEvents(String loggers, List<String> hiddenWords) {
    this.loggers = loggers;
    this.hiddenWords = List.copyOf(hiddenWords);
  }

  /**
   * @param shown whether events appear from now on, as far as the process's log level lets them
   */
  public synchronized void show(boolean shown) {
    if (shown && !bridged) {
      bridge();
    }
    if (bridged) {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      Level level = context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel();
      context.getLogger(loggers).setLevel(shown ? level : Level.WARN);
    }
  }

  private void bridge() {
    bridged = true;
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PlatformLogging.redirect();
    LevelChangePropagator levels = new LevelChangePropagator();
    levels.setContext(context);
    levels.start();
    context.addListener(levels);
    HiddenWords filter = new HiddenWords(loggers, hiddenWords);
    filter.setContext(context);
    filter.start();
    context.addTurboFilter(filter);
  }
}
