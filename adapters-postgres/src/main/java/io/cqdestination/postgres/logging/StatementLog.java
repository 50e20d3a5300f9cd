package io.cqdestination.postgres.logging;

import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs statements. A line has the level of what happened, not that of the setting, which only says
 * what is logged at all. Thread-safe.
 */
public final class StatementLog {
  /** The module that the option is named after; users filter by it. */
  private static final Logger log = LoggerFactory.getLogger("pgx");

  private static final int LONGEST_SQL = 4_000;
  private static final int LONGEST_VALUES = 2_000;
  private static final double NANOSECONDS_A_MILLISECOND = 1e6;

  private final DriverLogLevel level;

  public StatementLog(DriverLogLevel level) {
    this.level = level;
  }

  /** Whether events of the level are logged. */
  boolean isEnabled(DriverLogLevel event) {
    return level.includes(event) && log.isEnabledForLevel(slf4j(event));
  }

  /** Logs a statement that succeeded. */
  void done(Execution execution) {
    if (isEnabled(DriverLogLevel.INFO)) {
      statement(Level.INFO, execution).log("statement");
    }
  }

  /** Logs a statement that failed, by what comes of it. */
  void failed(Execution execution, SQLException failure) {
    DriverLogLevel event = severity(failure);
    if (isEnabled(event)) {
      statement(slf4j(event), execution)
          .addKeyValue("error", ServerWords.of(failure))
          .log(
              switch (event) {
                case WARN -> "statement failed, for a reason that may pass";
                case ERROR -> "statement failed";
                case NONE, INFO, DEBUG, TRACE -> "statement failed, as it may";
              });
    }
  }

  /** Logs something else that happened to a connection. */
  void connection(DriverLogLevel event, String what, int session, long startedAtNanos) {
    if (isEnabled(event)) {
      log.atLevel(slf4j(event))
          .addKeyValue("session", session)
          .addKeyValue("duration_ms", milliseconds(System.nanoTime() - startedAtNanos))
          .log(what);
    }
  }

  /** Logs that no connection could be opened. */
  void notConnected(SQLException failure, long startedAtNanos) {
    DriverLogLevel event = severity(failure);
    if (isEnabled(event)) {
      log.atLevel(slf4j(event))
          .addKeyValue("duration_ms", milliseconds(System.nanoTime() - startedAtNanos))
          .addKeyValue("error", ServerWords.of(failure))
          .log("connecting failed");
    }
  }

  /** Whether the values of parameters have to be remembered. */
  boolean showsValues() {
    return isEnabled(DriverLogLevel.INFO) && level.includes(DriverLogLevel.DEBUG);
  }

  private LoggingEventBuilder statement(Level line, Execution execution) {
    LoggingEventBuilder event =
        log.atLevel(line)
            .addKeyValue("sql", shortened(execution.sql(), LONGEST_SQL))
            .addKeyValue("session", execution.session())
            .addKeyValue("duration_ms", milliseconds(execution.nanos()));
    if (execution.rows() >= 0) {
      event = event.addKeyValue("rows", execution.rows());
    }
    if (execution.bytes() >= 0) {
      event = event.addKeyValue("bytes", execution.bytes());
    }
    List<String> values = execution.values();
    return values.isEmpty() || !showsValues()
        ? event
        : event.addKeyValue("values", shortened(values.toString(), LONGEST_VALUES));
  }

  private static DriverLogLevel severity(SQLException failure) {
    if (ExpectedFailures.contain(failure)) {
      return DriverLogLevel.INFO;
    }
    return SqlStates.isTransient(failure) ? DriverLogLevel.WARN : DriverLogLevel.ERROR;
  }

  private static Level slf4j(DriverLogLevel level) {
    return switch (level) {
      case NONE, ERROR -> Level.ERROR;
      case WARN -> Level.WARN;
      case INFO -> Level.INFO;
      case DEBUG -> Level.DEBUG;
      case TRACE -> Level.TRACE;
    };
  }

  private static double milliseconds(long nanos) {
    return Math.round(nanos / (NANOSECONDS_A_MILLISECOND / 1000)) / 1000.0;
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
