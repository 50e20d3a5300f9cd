package io.cqdestination.postgres.write;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of an error in a COPY, as the server's context names it: {@code COPY t, line 3, column
 * c}. The words between are in the server's language.
 *
 * @param row from 0; empty when the context does not say
 * @param column empty when the context does not say
 */
record CopyPlace(OptionalLong row, Optional<String> column) {
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,18}(?!\\d)");

  /**
   * @param context the error's field "where"
   * @param target the name of the table that was copied into, without its schema
   * @param columns the names of the columns
   */
  static CopyPlace of(@Nullable String context, String target, List<String> columns) {
    for (String line : context == null ? List.<String>of() : context.lines().toList()) {
      int name = line.indexOf(target);
      if (name >= 0 && line.contains("COPY")) {
        Matcher number = NUMBER.matcher(line);
        if (number.find(name + target.length())) {
          String rest = line.substring(number.end());
          return new CopyPlace(
              OptionalLong.of(Long.parseLong(number.group()) - 1),
              columns.stream().filter(rest::endsWith).max(Comparator.comparingInt(String::length)));
        }
      }
    }
    return new CopyPlace(OptionalLong.empty(), Optional.empty());
  }
}
