package io.cqdestination.postgres.write;

import io.cqdestination.postgres.statement.StatementPipeline.Parameter;

/** The values of one column of some rows, as they gather for one array. Used by one thread. */
sealed interface ArrayColumn permits BinaryArrayColumn, TextArrayColumn {

  /**
   * Adds the field of COPY's binary format at {@code at}: its length, -1 for null, and its bytes.
   *
   * @return the position behind it
   */
  int addField(byte[] row, int at);

  /** The array of what was added, which is forgotten. */
  Parameter take();
}
