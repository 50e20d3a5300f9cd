package io.cqdestination.core.embedding;

import java.util.List;

/**
 * What the user wants to have embedded, how, and how it is kept. Immutable; holds no secret.
 *
 * @param tables at least one; no source and no target occurs twice
 * @param model the model's name as the service knows it
 * @param dimensions numbers a vector
 * @param halfPrecision whether numbers are kept in 16 bits instead of 32
 * @param indexed whether the vectors get an index, once they are loaded
 */
public record EmbeddingOptions(
    List<EmbeddedTable> tables,
    TextSplitter splitter,
    String model,
    int dimensions,
    boolean halfPrecision,
    boolean indexed) {
  public EmbeddingOptions {
    tables = List.copyOf(tables);
  }
}
