package io.cqdestination.core.migration;

import org.jspecify.annotations.Nullable;

/**
 * A column in the database's words. Immutable.
 *
 * @param type the type as the database's catalogue writes it, such as {@code numeric(20,0)}
 * @param hasDefault whether rows may leave it out: it has a default, is an identity or is generated
 * @param uniqueConstraint name of the unique constraint over this column alone; for a wanted column
 *     the name that the database would choose
 */
public record StoredColumn(
    String name,
    String type,
    boolean notNull,
    boolean hasDefault,
    @Nullable String uniqueConstraint,
    @Nullable String comment) {}
