package io.cqdestination.postgres.connection;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code options} of a start-up packet: the user's own, and as {@code -c name=value} the
 * settings for which the driver has no place in the packet.
 */
final class StartupOptions {
  /**
   * What the driver sends by itself. It understands only UTF-8 and ISO dates, and sessions run in
   * UTC, so the user's wishes for these three do not count.
   */
  private static final Set<String> SENT_OTHERWISE =
      Set.of(
          "application_name", "search_path", "options", "client_encoding", "datestyle", "timezone");

  private StartupOptions() {}

  static Optional<String> of(Map<String, String> runtimeParameters) {
    StringBuilder options = new StringBuilder(runtimeParameters.getOrDefault("options", ""));
    runtimeParameters.forEach((name, value) -> {
      if (!SENT_OTHERWISE.contains(name.toLowerCase(Locale.ROOT))) {
        options.append(options.isEmpty() ? "" : " ");
        options.append("-c ").append(escaped(name)).append('=').append(escaped(value));
      }
    });
    return Optional.of(options.toString()).filter(text -> !text.isEmpty());
  }

  /** The server splits options at white space that has no backslash before it. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\\\s])", "\\\\$1");
  }
}
