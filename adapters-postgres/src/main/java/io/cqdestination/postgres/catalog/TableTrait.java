package io.cqdestination.postgres.catalog;

/** Something about a table that a writer has to mind before it takes a short cut. */
public enum TableTrait {
  /** Triggers, among them those of foreign keys on either side. May be a thing of the past. */
  TRIGGERS,
  /** Rewrite rules. May be a thing of the past. */
  RULES,
  /** Partitions. */
  PARTITIONED,
  /** Part of another table, as its partition or by inheritance, or the parent of such parts. */
  INHERITANCE,
  /** Row level security. */
  ROW_SECURITY,
  /** Rows live on another server. */
  FOREIGN
}
