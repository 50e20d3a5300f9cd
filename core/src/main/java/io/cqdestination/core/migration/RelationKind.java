package io.cqdestination.core.migration;

/** What a name in the database stands for, as far as a migration treats it differently. */
public enum RelationKind {
  /** A table, partitioned or not. */
  TABLE("a table"),
  /** A table of another server: takes rows, is never changed. */
  FOREIGN_TABLE("a foreign table"),
  VIEW("a view"),
  MATERIALIZED_VIEW("a materialized view"),
  /** An index, a sequence, a composite type: nothing that takes rows. */
  OTHER("an index, sequence or type");

  private final String words;

  RelationKind(String words) {
    this.words = words;
  }

  /** The kind in words for a message, with its article. */
  public String words() {
    return words;
  }
}
