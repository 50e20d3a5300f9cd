package io.cqdestination.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Keeps those events of some loggers out of the log that may tell a secret. Thread-safe. */
final class HiddenWords extends TurboFilter {
  private final String loggers;
  private final List<String> words;

  HiddenWords(String loggers, List<String> words) {
    this.loggers = loggers;
    this.words = words;
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
            && words.stream().anyMatch(format::contains)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
