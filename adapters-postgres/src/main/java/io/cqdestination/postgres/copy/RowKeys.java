package io.cqdestination.postgres.copy;

/** Is told of every row that a batch gets. Used by one thread at a time. */
public interface RowKeys {
  /** Rows without a key: each is a row of its own. */
  RowKeys NONE = (_, _, _) -> {};

  /**
   * A row was added.
   *
   * @param start its position in the buffer's current chunk
   * @param end the position behind it
   */
  void added(RowBuffer buffer, int start, int end);

  /**
   * Whether a row here may have the key of a row there; both have got all their rows. May say yes
   * where it is not so, and sees only keys that are encoded alike.
   */
  default boolean mayMeet(RowKeys other) {
    return false;
  }
}
