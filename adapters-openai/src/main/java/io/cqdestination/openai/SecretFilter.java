package io.cqdestination.openai;

import java.util.regex.Pattern;

/** Takes the key out of words that come from elsewhere and makes one line of them. Thread-safe. */
final class SecretFilter {
  private static final int LONGEST_TEXT = 500;
  private static final String MASK = "***";

  /** Keys as OpenAI writes them, and what its messages leave of them. */
  private static final Pattern KEY_LIKE = Pattern.compile("\\bsk-[A-Za-z0-9_*.-]+");

  private static final Pattern BEARER = Pattern.compile("(?i)\\bbearer\\s+\\S+");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final String apiKey;

  SecretFilter(String apiKey) {
    this.apiKey = apiKey;
  }

  String clean(String text) {
    String masked = text.replace(apiKey, MASK);
    masked = KEY_LIKE.matcher(masked).replaceAll(MASK);
    masked = BEARER.matcher(masked).replaceAll("Bearer " + MASK);
    String line = BLANKS.matcher(masked).replaceAll(" ").strip();
    if (line.length() <= LONGEST_TEXT) {
      return line;
    }
    boolean cutsCharacter = Character.isHighSurrogate(line.charAt(LONGEST_TEXT - 1));
    return line.substring(0, cutsCharacter ? LONGEST_TEXT - 1 : LONGEST_TEXT) + "…";
  }
}
