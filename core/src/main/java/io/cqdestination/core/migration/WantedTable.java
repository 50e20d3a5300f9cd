package io.cqdestination.core.migration;

import io.cqdestination.core.table.Table;

/** A table that a source wants, and what may be done to get it. Immutable. */
public record WantedTable(Table table, MigrationMode mode) {}
