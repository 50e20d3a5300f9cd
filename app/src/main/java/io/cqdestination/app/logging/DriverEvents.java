package io.cqdestination.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import org.slf4j.LoggerFactory;

/**
 * What the database driver says of itself, down to the messages it sends and receives. It speaks
 * through the platform's logging, which is brought here only when somebody wants to listen.
 * Thread-safe; one setting for the whole process.
 */
public final class DriverEvents {
  private static final String DRIVER = "org.postgresql";

  private static boolean bridged;

  private DriverEvents() {}

  /**
   * @param shown whether events appear from now on, as far as the process's log level lets them
   */
  public static synchronized void show(boolean shown) {
    if (shown && !bridged) {
      bridge();
    }
    if (bridged) {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      Level level = context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel();
      context.getLogger(DRIVER).setLevel(shown ? level : Level.WARN);
    }
  }

  private static void bridge() {
    bridged = true;
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PlatformLogging.redirect();
    LevelChangePropagator levels = new LevelChangePropagator();
    levels.setContext(context);
    levels.start();
    context.addListener(levels);
    LoginFilter filter = new LoginFilter(DRIVER);
    filter.setContext(context);
    filter.start();
    context.addTurboFilter(filter);
  }
}
