package io.cqdestination.runtime.configuration;

/** The CLI's {@code write_mode}. */
public enum WriteMode {
  APPEND,
  OVERWRITE,
  OVERWRITE_DELETE_STALE
}
