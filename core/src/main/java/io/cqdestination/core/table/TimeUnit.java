package io.cqdestination.core.table;

/** The resolution of a count of time. */
public enum TimeUnit {
  SECOND(1, "s"),
  MILLISECOND(1_000, "ms"),
  MICROSECOND(1_000_000, "us"),
  NANOSECOND(1_000_000_000, "ns");

  private static final long NANOSECONDS_A_SECOND = 1_000_000_000L;

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

  /** Whole seconds of a count, rounded down. */
  public long seconds(long count) {
    return Math.floorDiv(count, perSecond);
  }

  /** What a count has beyond its {@link #seconds}, in nanoseconds. */
  public int nanoseconds(long count) {
    return (int) (Math.floorMod(count, perSecond) * (NANOSECONDS_A_SECOND / perSecond));
  }

  /**
   * The count of a time; what is finer than the unit is left out.
   *
   * @param nanoseconds beyond the seconds, 0 to 999,999,999
   * @throws ArithmeticException when 64 bits cannot hold the count
   */
  public long count(long seconds, int nanoseconds) {
    long fraction = nanoseconds / (NANOSECONDS_A_SECOND / perSecond);
    // The first second of all begins before the first count does.
    return seconds < 0
        ? Math.addExact(Math.multiplyExact(seconds + 1, perSecond), fraction - perSecond)
        : Math.addExact(Math.multiplyExact(seconds, perSecond), fraction);
  }
}
