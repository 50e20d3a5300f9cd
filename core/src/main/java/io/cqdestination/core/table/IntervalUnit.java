package io.cqdestination.core.table;

/** What a calendar interval counts. */
public enum IntervalUnit {
  /** A 32-bit count of months. */
  YEAR_MONTH,
  /** Two 32-bit counts: days, milliseconds. */
  DAY_TIME,
  /** 32-bit months, 32-bit days, 64-bit nanoseconds. */
  MONTH_DAY_NANO
}
