package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.Identifiers;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The schema that holds the tables of one stream until they are published. Immutable.
 *
 * @param key tells it from those of other streams; also the number of the advisory lock that the
 *     stream holds as long as it lives
 */
record StageSchema(long key) {
  private static final String PREFIX = "cq_stage_";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What the names of such schemas match, and hardly any others. */
  static final String PATTERN = "^" + PREFIX + "[0-9a-f]{16}$";

  /** Of a new stream. */
  static StageSchema create() {
    return new StageSchema(RANDOM.nextLong());
  }

  /**
   * @param name matches {@link #PATTERN}
   */
  static StageSchema of(String name) {
    return new StageSchema(HexFormat.fromHexDigitsToLong(name.substring(PREFIX.length())));
  }

  String name() {
    return PREFIX + HexFormat.of().toHexDigits(key);
  }

  /** A table of the stage, qualified and quoted. */
  String table(int number) {
    return Identifiers.qualified(name(), "rows_" + number);
  }

  /** The sequence that numbers the rows of all tables, and the deletions among them. */
  String numbers() {
    return Identifiers.qualified(name(), "numbers");
  }

  /** A table of one row, which goes when the server crashes, as those of all the others do. */
  String witness() {
    return Identifiers.qualified(name(), "witness");
  }
}
