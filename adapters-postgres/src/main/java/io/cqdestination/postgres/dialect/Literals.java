package io.cqdestination.postgres.dialect;

/** SQL's literals of text. Thread-safe. */
public final class Literals {
  private Literals() {}

  /**
   * The text in quotes, with those inside doubled: right where {@code standard_conforming_strings}
   * is on, which a transaction has to make sure of.
   */
  public static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
