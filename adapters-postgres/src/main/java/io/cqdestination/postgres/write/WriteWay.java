package io.cqdestination.postgres.write;

/** How rows get into a table of PostgreSQL when they are too many for a group of small batches. */
enum WriteWay {
  /** Whether rows are there is asked with the first batch. */
  UNKNOWN,
  /** COPY into the table: nothing in it has the key of a row that comes. */
  DIRECT,
  /** COPY into a temporary table, and INSERT … ON CONFLICT from there. */
  STAGED,
  /**
   * INSERT … SELECT from arrays: the server lets neither COPY nor temporary tables be used here.
   */
  INSERTED
}
