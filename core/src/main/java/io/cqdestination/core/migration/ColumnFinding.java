package io.cqdestination.core.migration;

/**
 * What a change of one column means. Immutable.
 *
 * @param oldType the database's word for the type; empty where the column is new
 * @param newType the database's word for the type; empty where the column is gone
 */
public record ColumnFinding(
    String columnName,
    FindingCategory category,
    String oldType,
    String newType,
    String safeModeBehavior,
    String forcedModeBehavior) {}
