package io.cqdestination.core.sync;

/** What a message that failed does to those behind it in the stream. */
public enum FailurePolicy {
  /** Nothing behind it takes effect. */
  END_STREAM,
  /** The stream goes on; the failure is reported by the next flush. */
  REPORT_AT_FLUSH
}
