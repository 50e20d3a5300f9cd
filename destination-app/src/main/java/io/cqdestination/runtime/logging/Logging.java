package io.cqdestination.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sets the process's logging up. */
public final class Logging {
  /** What these libraries, which every plugin has, say below a warning is of no use to a user. */
  private static final List<String> QUIET =
      List.of("io.netty", "io.grpc", "org.apache.arrow", "java", "javax", "jdk", "sun");

  private Logging() {}

  /**
   * Logs to standard output from a level on.
   *
   * @param quiet names of loggers that are heard from warnings on only
   */
  public static void start(LogFormat format, Level level, List<String> quiet) {
    start(format, level, quiet, ConsoleTarget.SystemOut);
  }

  /** Logs texts to standard error from a level on, as standard output belongs to the results. */
  public static void startBesideResults(Level level, List<String> quiet) {
    start(LogFormat.TEXT, level, quiet, ConsoleTarget.SystemErr);
    PlatformLogging.redirect();
  }

  private static void start(
      LogFormat format, Level level, List<String> quiet, ConsoleTarget target) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case JSON -> new JsonLineEncoder();
          case TEXT -> text();
        };
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget(target.getName());
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(console);
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    quiet.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    // Warns of a socket option that unix sockets do not have.
    context.getLogger("io.netty.bootstrap").setLevel(Level.ERROR);
  }

  private static PatternLayoutEncoder text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp%n");
    return encoder;
  }
}
