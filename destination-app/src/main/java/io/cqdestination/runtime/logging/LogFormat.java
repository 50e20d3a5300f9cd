package io.cqdestination.runtime.logging;

/** How a log line looks. */
public enum LogFormat {
  /** One JSON object a line, as the CloudQuery CLI reads it. */
  JSON,
  /** For people on a terminal. */
  TEXT
}
