package io.cqdestination.runtime.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Go writes them: {@code 1m30s}, {@code 1.5h}, {@code 500ms}, {@code -2s}, {@code 0}.
 * Source: the documentation of Go's {@code time.ParseDuration}; what is smaller than a nanosecond
 * is cut off. The module of connections has its own, as neither may know the other.
 */
final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
  private static final Map<String, Long> NANOSECONDS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** The duration, or empty when the text is none or longer than Go can hold (292 years). */
  static Optional<Duration> parse(String text) {
    boolean negative = text.startsWith("-");
    String magnitude = negative || text.startsWith("+") ? text.substring(1) : text;
    if (magnitude.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    BigDecimal nanoseconds = BigDecimal.ZERO;
    Matcher part = PART.matcher(magnitude);
    int end = 0;
    while (end < magnitude.length() && part.region(end, magnitude.length()).lookingAt()) {
      BigDecimal unit = BigDecimal.valueOf(NANOSECONDS.getOrDefault(part.group(2), 0L));
      nanoseconds = nanoseconds.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    if (end == 0
        || end < magnitude.length()
        || nanoseconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Optional.empty();
    }
    Duration duration = Duration.ofNanos(nanoseconds.longValue());
    return Optional.of(negative ? duration.negated() : duration);
  }
}
