package io.cqdestination.postgres.vector;

import java.util.StringJoiner;

/** Vectors as pgvector writes them. */
final class VectorText {
  private VectorText() {}

  static String of(float... numbers) {
    StringJoiner text = new StringJoiner(",", "[", "]");
    for (float number : numbers) {
      String plain = new java.math.BigDecimal(number).toPlainString();
      text.add(number == 0 ? "0" : plain);
    }
    return text.toString();
  }
}
