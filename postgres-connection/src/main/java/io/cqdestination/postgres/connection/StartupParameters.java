package io.cqdestination.postgres.connection;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The user's settings for which the driver has no place in the start-up packet. As parameters of
 * their own, and not inside {@code options}, they reach poolers the way pgx sends them: a pooler
 * can be told to ignore them by name, and names the one it refuses.
 */
final class StartupParameters {
  private static final char END_OF_TEXT = '\0';

  /**
   * What the driver sends by itself. It understands only UTF-8 and ISO dates, and sessions run in
   * UTC, so the user's wishes for these three do not count.
   */
  private static final Set<String> SENT_BY_DRIVER =
      Set.of(
          "application_name", "search_path", "options", "client_encoding", "datestyle", "timezone");

  private StartupParameters() {}

  /**
   * The application's name, and behind it the settings. The packet is a row of names and values,
   * each ended by a NUL, and the driver copies a value into it as it is; so a value with NULs in it
   * is a value, then names and values. The settings themselves hold no NUL.
   */
  static String behindApplicationName(ConnectionSettings settings) {
    StringBuilder texts = new StringBuilder(settings.applicationName());
    for (Map.Entry<String, String> setting : settings.runtimeParameters().entrySet()) {
      if (!SENT_BY_DRIVER.contains(setting.getKey().toLowerCase(Locale.ROOT))) {
        texts.append(END_OF_TEXT).append(setting.getKey());
        texts.append(END_OF_TEXT).append(setting.getValue());
      }
    }
    return texts.toString();
  }
}
