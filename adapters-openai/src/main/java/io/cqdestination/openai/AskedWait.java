package io.cqdestination.openai;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long an API asks to be left alone, from the headers of its answer. */
final class AskedWait {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern PART =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|µs|ns|d|h|m|s)");

  private AskedWait() {}

  /**
   * Returns what {@code Retry-After} asks for, in seconds or as a date (RFC 9110), else when the
   * limits that were used up are reset, as OpenAI's {@code x-ratelimit-reset-*} say ({@code 6m0s},
   * {@code 20ms}), else null.
   *
   * @param tokens most tokens the request may have had
   */
  static @Nullable Duration of(Headers headers, long tokens, Instant now) {
    String retryAfter = headers.get("Retry-After");
    Duration asked = retryAfter == null ? null : parseRetryAfter(retryAfter.strip(), now);
    if (asked != null) {
      return asked;
    }
    return Stream.of(reset(headers, "requests", 1), reset(headers, "tokens", tokens))
        .flatMap(List::stream)
        .max(Duration::compareTo)
        .orElse(null);
  }

  private static @Nullable Duration parseRetryAfter(String value, Instant now) {
    if (SECONDS.matcher(value).matches()) {
      return seconds(value, 1);
    }
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns when the limit is reset, or nothing where it would have let the request pass. */
  private static List<Duration> reset(Headers headers, String limit, long needed) {
    String reset = headers.get("x-ratelimit-reset-" + limit);
    String remaining = headers.get("x-ratelimit-remaining-" + limit);
    boolean suffices =
        remaining != null
            && SECONDS.matcher(remaining).matches()
            && Double.parseDouble(remaining) >= needed;
    if (reset == null || suffices) {
      return List.of();
    }
    Duration wait = parseReset(reset.strip());
    return wait == null ? List.of() : List.of(wait);
  }

  private static @Nullable Duration parseReset(String value) {
    if (SECONDS.matcher(value).matches()) {
      return seconds(value, 1);
    }
    Matcher part = PART.matcher(value);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      sum = sum.plus(seconds(part.group(1), unitSeconds(part.group(2))));
      end = part.end();
    }
    return end == value.length() && end > 0 ? sum : null;
  }

  private static Duration seconds(String number, double unitSeconds) {
    return Duration.ofNanos((long) Math.ceil(Double.parseDouble(number) * unitSeconds * 1e9));
  }

  private static double unitSeconds(String unit) {
    return switch (unit) {
      case "d" -> 86_400;
      case "h" -> 3_600;
      case "m" -> 60;
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "ns" -> 1e-9;
      default -> 1e-6;
    };
  }
}
