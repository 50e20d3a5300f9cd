package io.cqdestination.app.configuration;

/** The CLI's {@code write_mode}. */
public enum WriteMode {
  APPEND,
  OVERWRITE,
  OVERWRITE_DELETE_STALE
}
