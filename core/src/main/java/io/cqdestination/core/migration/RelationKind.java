package io.cqdestination.core.migration;

/** What a name in the database stands for, as far as a migration treats it differently. */
public enum RelationKind {
  /** A table, partitioned or not. */
  TABLE("a table"),
  /** A table of another server: takes rows, is never changed. */
  FOREIGN_TABLE("a foreign table"),
  VIEW("a view"),
  MATERIALIZED_VIEW("a materialized view"),
  INDEX("an index"),
  SEQUENCE("a sequence"),
  COMPOSITE_TYPE("a composite type"),
  /** Something that this code does not know. */
  OTHER("something that is not a table");

  private final String words;

  RelationKind(String words) {
    this.words = words;
  }

  /** Whether rows can be written to it, as to a table. */
  public boolean takesRows() {
    return this == TABLE || this == FOREIGN_TABLE;
  }

  /** The kind in words for a message, with its article. */
  public String words() {
    return words;
  }
}
