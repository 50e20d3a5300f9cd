package io.cqdestination.core.migration;

/**
 * What a name in the database stands for, as far as a migration treats it differently: what is no
 * {@link #TABLE} is never changed. Immutable.
 *
 * @param words the kind in words for a message, with its article
 * @param takesRows whether rows can be written to it, as to a table
 */
public record RelationKind(String words, boolean takesRows) {
  /** A table, partitioned or not. */
  public static final RelationKind TABLE = new RelationKind("a table", true);

  public static final RelationKind VIEW = new RelationKind("a view", false);

  /** Something that the adapter does not know. */
  public static final RelationKind OTHER = new RelationKind("something that is not a table", false);
}
