package io.cqdestination.core.migration;

/** What a migration may do to a table that cannot be changed in place. */
public enum MigrationMode {
  /** Refuse. */
  SAFE,
  /** Drop it and create it again. */
  FORCED
}
