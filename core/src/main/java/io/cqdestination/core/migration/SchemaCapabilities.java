package io.cqdestination.core.migration;

import java.util.List;

/**
 * What a database can do to its tables. Each makes, drops and renews tables, and adds columns that
 * may be NULL; of the rest, a plan asks for nothing that is not said here. Immutable.
 *
 * @param keyMoves how the primary key of a table with rows becomes that of {@code _cq_id}
 * @param uniqueConstraints whether columns can be unique, each by a constraint of its own
 * @param comments whether tables and columns have comments that a catalogue shows
 * @param notNullReleases whether NOT NULL is dropped in place
 * @param widening which types of columns are changed in place
 * @param tableRenames whether a table that cannot be changed is kept under another name, in place
 *     of being dropped
 */
public record SchemaCapabilities(
    KeyMoves keyMoves,
    boolean uniqueConstraints,
    boolean comments,
    boolean notNullReleases,
    TypeWidening widening,
    boolean tableRenames) {

  /** How a primary key becomes another one. */
  public enum KeyMoves {
    /** Not at all: the table has to be made again. */
    NEVER,
    /** As one change, which is done or not. */
    AT_ONCE,
    /**
     * In several steps, each committed by itself: one that was cut off leaves NOT NULL on columns
     * of the former key.
     */
    IN_STEPS
  }

  /** Nothing of what is said here: the start for others. */
  public static final SchemaCapabilities LEAST =
      new SchemaCapabilities(KeyMoves.NEVER, false, false, false, TypeWidening.NONE, false);

  public SchemaCapabilities withKeyMoves(KeyMoves moves) {
    return new SchemaCapabilities(
        moves, uniqueConstraints, comments, notNullReleases, widening, tableRenames);
  }

  public SchemaCapabilities withUniqueConstraints() {
    return new SchemaCapabilities(
        keyMoves, true, comments, notNullReleases, widening, tableRenames);
  }

  public SchemaCapabilities withComments() {
    return new SchemaCapabilities(
        keyMoves, uniqueConstraints, true, notNullReleases, widening, tableRenames);
  }

  public SchemaCapabilities withNotNullReleases() {
    return new SchemaCapabilities(
        keyMoves, uniqueConstraints, comments, true, widening, tableRenames);
  }

  public SchemaCapabilities withWidening(TypeWidening types) {
    return new SchemaCapabilities(
        keyMoves, uniqueConstraints, comments, notNullReleases, types, tableRenames);
  }

  public SchemaCapabilities withTableRenames() {
    return new SchemaCapabilities(
        keyMoves, uniqueConstraints, comments, notNullReleases, widening, true);
  }

  /** A wanted table without what no table of the database has. */
  StoredTable held(StoredTable wanted) {
    List<StoredColumn> columns = wanted.columns().stream().map(this::held).toList();
    return new StoredTable(
        wanted.name(), columns, wanted.primaryKey(), comments ? wanted.comment() : null);
  }

  private StoredColumn held(StoredColumn wanted) {
    return new StoredColumn(
        wanted.name(),
        wanted.type(),
        wanted.notNull(),
        wanted.hasDefault(),
        uniqueConstraints ? wanted.uniqueConstraint() : null,
        comments ? wanted.comment() : null);
  }
}
