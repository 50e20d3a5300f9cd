package io.cqdestination.soak;

/** How the rows of a round are written: by whether tables have a key, and whether stale rows go. */
enum WriteMode {
  APPEND,
  OVERWRITE,
  OVERWRITE_DELETE_STALE;

  boolean hasKey() {
    return this != APPEND;
  }

  boolean deletesStale() {
    return this == OVERWRITE_DELETE_STALE;
  }
}
