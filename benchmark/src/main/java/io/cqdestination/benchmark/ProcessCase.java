package io.cqdestination.benchmark;

/**
 * A stream that is measured, and what is asked of the plugin.
 *
 * @param name for the table of results
 * @param keyed whether tables have their primary key
 * @param floor what it is compared with
 * @param target most of the ratio to the floor, or most seconds where there is no floor
 */
record ProcessCase(
    String name,
    Shape shape,
    int tables,
    boolean keyed,
    int rows,
    int rowsPerRecord,
    FloorKind floor,
    double target) {

  /** What the server itself is timed with. */
  enum FloorKind {
    /** COPY into the emptied tables. */
    COPY,
    /** COPY to a temporary table, then INSERT … ON CONFLICT into the emptied tables. */
    UPSERT_EMPTY,
    /** The same into tables that hold every row. */
    UPSERT_FULL,
    /** Nothing: the target is in seconds; tables do not exist before. */
    NONE,
    /** Nothing: the target is in seconds; tables exist and stay as they are. */
    NONE_EXISTING
  }
}
