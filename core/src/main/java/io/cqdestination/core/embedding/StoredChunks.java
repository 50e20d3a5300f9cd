package io.cqdestination.core.embedding;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored chunks of one row while they are given out to the wanted ones. */
final class StoredChunks {
  private final Map<String, Deque<Integer>> positions = new HashMap<>();
  private final BitSet untaken = new BitSet();

  StoredChunks(List<String> stored) {
    for (int position = 0; position < stored.size(); position++) {
      positions.computeIfAbsent(stored.get(position), text -> new ArrayDeque<>()).add(position);
    }
    untaken.set(0, stored.size());
  }

  /** Returns a stored chunk of that text, one not taken yet if there is one, or null for none. */
  @Nullable ChunkSource take(String chunk) {
    Deque<Integer> equal = positions.get(chunk);
    if (equal == null) {
      return null;
    }
    int position = equal.getFirst();
    if (!untaken.get(position)) {
      return new ChunkSource.Copied(position);
    }
    untaken.clear(position);
    if (equal.size() > 1) {
      equal.removeFirst();
    }
    return new ChunkSource.Kept(position);
  }

  List<Integer> untaken() {
    return untaken.stream().boxed().toList();
  }
}
