package io.cqdestination.postgres.dialect;

/** Words for decimal types. */
final class NumericTypes {
  private NumericTypes() {}

  /**
   * A type that holds every value of the given precision and scale, for databases whose scale has
   * to be between zero and the precision.
   */
  static String withScaleInsidePrecision(int precision, int scale) {
    int places = Math.max(scale, 0);
    int digits = Math.max(scale < 0 ? precision - scale : precision, places);
    return "numeric(%d,%d)".formatted(digits, places);
  }
}
