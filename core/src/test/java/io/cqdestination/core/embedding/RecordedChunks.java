package io.cqdestination.core.embedding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the original makes of random texts; src/test/recorded-chunks says how it was recorded. */
record RecordedChunks(TextSplitter splitter, String text, List<String> chunks) {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  static List<RecordedChunks> all() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    RecordedChunks.class.getResourceAsStream("recorded-chunks.tsv")),
                StandardCharsets.US_ASCII))) {
      return lines.lines().map(RecordedChunks::parse).toList();
    }
  }

  private static RecordedChunks parse(String line) {
    String[] fields = line.split("\t");
    return new RecordedChunks(
        new TextSplitter(Integer.parseInt(fields[0]), Integer.parseInt(fields[1])),
        unquote(fields[2]),
        Arrays.stream(fields).skip(3).map(RecordedChunks::unquote).toList());
  }

  private static String unquote(String quoted) {
    return ESCAPE
        .matcher(quoted.substring(1, quoted.length() - 1))
        .replaceAll(escape -> {
          char unit = (char) Integer.parseInt(escape.group(1), 16);
          return unit == '\\' || unit == '$' ? "\\" + unit : String.valueOf(unit);
        });
  }
}
