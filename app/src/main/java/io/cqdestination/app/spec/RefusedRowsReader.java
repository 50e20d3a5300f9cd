package io.cqdestination.app.spec;

import io.cqdestination.runtime.spec.SpecObject;
import java.util.Optional;

/** Reads what becomes of refused rows. Problems go to the object it is read from. Thread-safe. */
final class RefusedRowsReader {
  private static final String KEY = "refused_rows";
  private static final String FAIL = "fail";
  private static final String SET_ASIDE = "set_aside";
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
    Optional<String> word = object.text(KEY).filter(text -> !text.isEmpty());
    if (word.isPresent() && !word.get().equals(FAIL) && !word.get().equals(SET_ASIDE)) {
      object.problem(KEY, "must be one of fail and set_aside");
    }
    if (word.filter(SET_ASIDE::equals).isEmpty()) {
      return Optional.empty();
    }
    if (embeds) {
      object.problem(
          KEY,
          "must not be set_aside where there is a pgvector_config: the chunks of a batch are made before its rows are written");
    }
    return Optional.of(most);
  }
}
