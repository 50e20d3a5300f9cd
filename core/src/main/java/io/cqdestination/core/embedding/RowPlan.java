package io.cqdestination.core.embedding;

import java.util.List;

/**
 * What becomes of the chunks of a row.
 *
 * @param wanted where the vector of each wanted chunk comes from, in the order of the chunks
 * @param gone positions of the stored chunks that are not wanted any more, ascending
 */
public record RowPlan(List<ChunkSource> wanted, List<Integer> gone) {
  public RowPlan {
    wanted = List.copyOf(wanted);
    gone = List.copyOf(gone);
  }
}
