package io.cqdestination.core.retry;

import java.util.OptionalLong;

/**
 * Finds the row for which a store refuses many, where it does not say: tries shorter and shorter
 * beginnings of them. The last row of the shortest one that is refused is to blame. Pure.
 */
public final class RefusedBeginning {

  /** A trial, which leaves nothing behind. */
  @FunctionalInterface
  public interface Trial<X extends Exception> {
    /**
     * Whether the store refuses so many of the first rows.
     *
     * @throws X when the search is to end without a result
     */
    boolean isRefused(long rows) throws X;
  }

  private RefusedBeginning() {}

  /**
   * How many rows the shortest one has, at least 1; empty where all together are not refused.
   *
   * @param rows all of them, at least 1
   */
  public static <X extends Exception> OptionalLong shortest(long rows, Trial<X> trial) throws X {
    if (!trial.isRefused(rows)) {
      return OptionalLong.empty();
    }
    long accepted = 0;
    long refused = rows;
    while (refused - accepted > 1) {
      long middle = (accepted + refused) >>> 1;
      if (trial.isRefused(middle)) {
        refused = middle;
      } else {
        accepted = middle;
      }
    }
    return OptionalLong.of(refused);
  }
}
