package io.cqdestination.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps the messages of a login out of the log. They hold no password, but what follows from it and
 * lets one be guessed at leisure: digests, salts and proofs. Thread-safe.
 */
final class LoginFilter extends TurboFilter {
  /** Parts of the driver's words for messages of a login, sent and received. */
  private static final List<String> LOGIN = List.of("Password", "SASL", "SCRAM");

  private final String loggers;

  LoginFilter(String loggers) {
    this.loggers = loggers;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable failure) {
    return format != null
            && logger.getName().startsWith(loggers)
            && LOGIN.stream().anyMatch(format::contains)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
