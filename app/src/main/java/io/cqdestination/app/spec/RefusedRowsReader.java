package io.cqdestination.app.spec;

import io.cqdestination.runtime.spec.SpecObject;
import java.util.Optional;

/** Reads what becomes of refused rows. Problems go to the object it is read from. Thread-safe. */
final class RefusedRowsReader {
  private static final Choice REFUSED_ROWS = new Choice("refused_rows", "fail", "set_aside");

  private static final long DEFAULT_MOST = 1_000;
  private static final long LARGEST_MOST = 1_000_000;

  private RefusedRowsReader() {}

  /**
   * How many rows of a stream may be set aside; empty where a refused one ends it.
   *
   * @param embeds whether texts are embedded
   */
  static Optional<Long> read(SpecObject object, boolean embeds) {
    long most = object.limit("refused_rows_max", DEFAULT_MOST, LARGEST_MOST);
    if (!REFUSED_ROWS.isOther(object)) {
      return Optional.empty();
    }
    if (embeds) {
      object.problem(
          REFUSED_ROWS.key(),
          "must not be set_aside where there is a pgvector_config: the chunks of a batch are made before its rows are written");
    }
    return Optional.of(most);
  }
}
