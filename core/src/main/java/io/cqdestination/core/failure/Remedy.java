package io.cqdestination.core.failure;

/** What the user can do about a failure. */
public enum Remedy {
  /** Correct what was sent: the source, or the spec. */
  CORRECT_THE_INPUT,
  /** Change what is there, or call in another order: the same input may do then. */
  CHANGE_WHAT_IS_THERE,
  /** See that what is needed can be reached, and try again. */
  TRY_LATER
}
