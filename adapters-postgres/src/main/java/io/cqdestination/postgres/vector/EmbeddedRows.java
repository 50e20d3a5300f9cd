package io.cqdestination.postgres.vector;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.copy.RowKeys;
import io.cqdestination.postgres.write.RowLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch with their texts. Of rows with the same key, and then of those with the same
 * {@code _cq_id}, only the last counts. Used by one thread at a time.
 */
final class EmbeddedRows {

  /** One row, and what it takes. */
  record EmbeddedRow(RowFields.Row fields, byte[] id, String text, ChunkLoad load) {}

  private final ChunkTable table;
  private final Map<ByteBuffer, EmbeddedRow> rows = new LinkedHashMap<>();
  private @Nullable RowFields fields;
  private @Nullable RowTexts texts;
  private int nextRow;
  private ChunkLoad load = ChunkLoad.NONE;
  private final ChunkCost cost;

  EmbeddedRows(ChunkTable table, ChunkCost cost) {
    this.table = table;
    this.cost = cost;
  }

  /** The rows that come next are these. */
  void reading(RowTexts recordTexts, int fromRow) {
    texts = recordTexts;
    nextRow = fromRow;
  }

  RowKeys watch(RowLayout layout, RowKeys keys) {
    RowFields segment = RowFields.of(layout, table);
    RowFields known = fields;
    if (known != null && !known.isLike(segment)) {
      throw new InvalidInput(
          "table %s: records with different keys or types of metadata columns cannot be embedded in one batch"
              .formatted(table.table().source()));
    }
    fields = segment;
    return (buffer, start, end) -> {
      keys.added(buffer, start, end);
      added(segment, buffer, start);
    };
  }

  private void added(RowFields segment, RowBuffer buffer, int start) {
    RowFields.Row row = segment.read(buffer.array(), start);
    byte[] id = row.id();
    if (id == null) {
      throw new InvalidInput(
          "table %s: a row has no _cq_id, which its embeddings need"
              .formatted(table.table().source()));
    }
    RowTexts current = texts;
    if (current == null) {
      throw new IllegalStateException("no record is being read");
    }
    ChunkLoad added = cost.of(current.length(nextRow));
    EmbeddedRow embedded = new EmbeddedRow(row, id, current.text(nextRow++), added);
    ByteBuffer key = ByteBuffer.wrap(segment.keys().isEmpty() ? id : row.keys());
    EmbeddedRow replaced = rows.remove(key);
    rows.put(key, embedded);
    load = load.plus(added).minus(replaced == null ? ChunkLoad.NONE : replaced.load());
  }

  /** The parts of the rows; null while there are none. */
  @Nullable RowFields fields() {
    return fields;
  }

  /** What all rows take. */
  ChunkLoad load() {
    return load;
  }

  /** The rows that count, each {@code _cq_id} once. */
  List<EmbeddedRow> last() {
    Map<ByteBuffer, EmbeddedRow> byId = new HashMap<>();
    rows.values().forEach(row -> byId.put(ByteBuffer.wrap(row.id()), row));
    List<EmbeddedRow> last = new ArrayList<>(byId.size());
    for (EmbeddedRow row : rows.values()) {
      if (byId.get(ByteBuffer.wrap(row.id())) == row) {
        last.add(row);
      }
    }
    return last;
  }

  void clear() {
    rows.clear();
    texts = null;
    load = ChunkLoad.NONE;
  }
}
