package io.cqdestination.postgres.write;

/** What became of the batch of the same table that was handed over before. */
enum Preceding {
  /** It is committed, or there was none: this one may go on. */
  COMMITTED,
  /** It is neither committed nor failed yet, and in trouble or slow. */
  PENDING,
  /** It failed: this one must not be written. */
  FAILED
}
