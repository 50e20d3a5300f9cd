package io.cqdestination.core.table;

/** The resolution of a count of time. */
public enum TimeUnit {
  SECOND(1, "s"),
  MILLISECOND(1_000, "ms"),
  MICROSECOND(1_000_000, "us"),
  NANOSECOND(1_000_000_000, "ns");

  private final long perSecond;
  private final String symbol;

  TimeUnit(long perSecond, String symbol) {
    this.perSecond = perSecond;
    this.symbol = symbol;
  }

  /** How many of this unit make a second. */
  public long perSecond() {
    return perSecond;
  }

  /** The unit as Arrow writes it: {@code s}, {@code ms}, {@code us} or {@code ns}. */
  public String symbol() {
    return symbol;
  }
}
