package io.cqdestination.core.value;

/**
 * A calendar interval: none of the three makes up for another, as months and days have many
 * lengths. Immutable.
 */
public record Interval(int months, int days, long nanoseconds) {}
