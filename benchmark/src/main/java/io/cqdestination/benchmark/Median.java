package io.cqdestination.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle one of some values. Pure. */
final class Median {
  private Median() {}

  /**
   * @param items at least one
   */
  static <T> double of(List<T> items, ToDoubleFunction<T> value) {
    double[] sorted = items.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
