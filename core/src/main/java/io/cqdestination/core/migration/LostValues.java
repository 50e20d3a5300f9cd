package io.cqdestination.core.migration;

/**
 * A column with values that are none of the type it is to get. Immutable.
 *
 * @param table the stored name
 * @param words which values, or how many, for a message
 */
public record LostValues(String table, String column, String words) {}
