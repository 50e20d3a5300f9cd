package io.cqdestination.core.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which chunks of a batch of rows are new, reused or gone. A text that is stored for its row is not
 * embedded again, and a new one is embedded once, however many rows want it.
 *
 * @param chunksToEmbed the new texts, each once, in the order they are first wanted
 * @param rows what becomes of each row, in the order of the rows
 */
public record EmbeddingPlan(List<String> chunksToEmbed, List<RowPlan> rows) {
  public EmbeddingPlan {
    chunksToEmbed = List.copyOf(chunksToEmbed);
    rows = List.copyOf(rows);
  }

  /** Plans for different rows; which row is which is told by their order only. */
  public static EmbeddingPlan of(List<RowChunks> rows) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    List<RowPlan> plans = new ArrayList<>(rows.size());
    for (RowChunks row : rows) {
      StoredChunks stored = new StoredChunks(row.stored());
      List<ChunkSource> sources = new ArrayList<>(row.wanted().size());
      for (String chunk : row.wanted()) {
        ChunkSource source = stored.take(chunk);
        if (source == null) {
          Integer known = positions.putIfAbsent(chunk, positions.size());
          source = new ChunkSource.Embedded(known == null ? positions.size() - 1 : known);
        }
        sources.add(source);
      }
      plans.add(new RowPlan(sources, stored.untaken()));
    }
    return new EmbeddingPlan(List.copyOf(positions.keySet()), plans);
  }

  /** Returns how many wanted chunks need no request because they are stored for their row. */
  public long reusedChunks() {
    return rows.stream()
        .flatMap(row -> row.wanted().stream())
        .filter(source -> !(source instanceof ChunkSource.Embedded))
        .count();
  }

  /** Returns how many stored chunks are not wanted any more. */
  public long goneChunks() {
    return rows.stream().mapToLong(row -> row.gone().size()).sum();
  }
}
