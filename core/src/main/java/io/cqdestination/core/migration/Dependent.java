package io.cqdestination.core.migration;

import org.jspecify.annotations.Nullable;

/**
 * Something that stands in the way of dropping a table, or one of its constraints. Immutable.
 *
 * @param description kind and name for a message, such as {@code view public.report}
 * @param constraint the constraint it depends on; null where it depends on the table
 */
public record Dependent(String description, @Nullable String constraint) {}
