package io.cqdestination.postgres.ddl;

import io.cqdestination.postgres.dialect.ObjectNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What tables are called that made room for new ones, and their indexes. Pure. */
final class NameBefore {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'_before_'uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private NameBefore() {}

  /** Where the name is too long for more, a hash takes its place. */
  static String of(String name, Instant at) {
    return ObjectNames.withSuffix(name, TIME.format(at), ObjectNames.USUAL_LIMIT);
  }
}
