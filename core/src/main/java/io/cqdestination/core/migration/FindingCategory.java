package io.cqdestination.core.migration;

/** What a change of a source's table asks of the user, in safe mode. */
public enum FindingCategory {
  NO_CHANGE,
  AUTOMATICALLY_MIGRATABLE,
  MANUAL_MIGRATION_REQUIRED,
  TABLE_REMOVED
}
