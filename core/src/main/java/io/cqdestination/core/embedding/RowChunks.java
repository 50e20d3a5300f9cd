package io.cqdestination.core.embedding;

import java.util.List;

/**
 * The chunks of a row: those of its text as it is now, and those stored for it with the same model
 * and dimensions. A chunk may occur more than once in either.
 */
public record RowChunks(List<String> wanted, List<String> stored) {
  public RowChunks {
    wanted = List.copyOf(wanted);
    stored = List.copyOf(stored);
  }
}
