package io.cqdestination.postgres.vector;

import static io.cqdestination.core.embedding.EmbeddedTable.ROW_ID;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.write.RowLayout;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an encoded row has the fields that matter for its chunks. Immutable.
 *
 * @param fieldCount how many fields a row has
 * @param rowId position of {@code _cq_id}
 * @param keys names of the key's columns, sorted, so that all records of a table have one order
 * @param keyTypes their types
 * @param metadataTypes the types of the metadata columns, in their order
 * @param keyPositions positions of the key's fields, in the order of their names
 * @param metadataPositions positions of the metadata fields, in their order
 */
record RowFields(
    int fieldCount,
    int rowId,
    List<String> keys,
    List<String> keyTypes,
    List<String> metadataTypes,
    List<Integer> keyPositions,
    List<Integer> metadataPositions) {

  /**
   * @throws InvalidInput when the record lacks a column that the chunks need, naming it
   */
  static RowFields of(RowLayout layout, ChunkTable table) {
    List<String> keys = layout.keys().stream().sorted().toList();
    List<Integer> keyPositions = positions(layout, table, keys);
    List<Integer> metadataPositions = positions(layout, table, table.metadata());
    return new RowFields(
        layout.columns().size(),
        positions(layout, table, List.of(ROW_ID)).getFirst(),
        keys,
        keyPositions.stream().map(layout.types()::get).toList(),
        metadataPositions.stream().map(layout.types()::get).toList(),
        keyPositions,
        metadataPositions);
  }

  /** Whether rows of both can be chunked together. */
  boolean isLike(RowFields other) {
    return keys.equals(other.keys)
        && keyTypes.equals(other.keyTypes)
        && metadataTypes.equals(other.metadataTypes);
  }

  /**
   * As with every record; written down, because what a record has by itself is made when it is
   * first called, which holds up the first texts by hundredths of a second.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowFields fields
        && fieldCount == fields.fieldCount
        && rowId == fields.rowId
        && isLike(fields)
        && keyPositions.equals(fields.keyPositions)
        && metadataPositions.equals(fields.metadataPositions);
  }

  @Override
  public int hashCode() {
    return 31 * keys.hashCode() + keyPositions.hashCode();
  }

  /** The parts of one encoded row. */
  Row read(byte[] bytes, int start) {
    int[] fields = new int[fieldCount + 1];
    fields[0] = start + 2;
    for (int i = 0; i < fieldCount; i++) {
      fields[i + 1] = fields[i] + 4 + Math.max(BigEndian.getInt(bytes, fields[i]), 0);
    }
    byte @Nullable [] id =
        BigEndian.getInt(bytes, fields[rowId]) < 0
            ? null
            : Arrays.copyOfRange(bytes, fields[rowId] + 4, fields[rowId + 1]);
    return new Row(id, copy(bytes, fields, keyPositions), copy(bytes, fields, metadataPositions));
  }

  /**
   * Parts of a row, as they are encoded.
   *
   * @param id the value of {@code _cq_id}, null where it has none
   * @param keys the fields of the key
   * @param metadata the metadata fields
   */
  record Row(byte @Nullable [] id, byte[] keys, byte[] metadata) {}

  private static byte[] copy(byte[] bytes, int[] fields, List<Integer> positions) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    for (int position : positions) {
      copy.write(bytes, fields[position], fields[position + 1] - fields[position]);
    }
    return copy.toByteArray();
  }

  private static List<Integer> positions(RowLayout layout, ChunkTable table, List<String> columns) {
    return columns.stream().map(column -> position(layout, table, column)).toList();
  }

  private static int position(RowLayout layout, ChunkTable table, String column) {
    int position = layout.columns().indexOf(column);
    if (position < 0) {
      throw new InvalidInput(
          "table %s: a record lacks the column %s, which pgvector_config needs"
              .formatted(table.table().source(), column));
    }
    return position;
  }
}
