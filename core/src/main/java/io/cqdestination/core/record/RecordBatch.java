package io.cqdestination.core.record;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Table;
import java.util.List;

/**
 * Rows of one table, column by column: a read-only view of the bytes received. Valid while it is
 * being handed on: whoever needs the values longer copies them.
 *
 * @param table the record's own description of its columns, which may differ from the table in the
 *     database
 * @param rowCount number of rows
 * @param byteSize bytes the values take as received, a measure for limits
 * @param columns in the order of {@code table.columns()}
 */
public record RecordBatch(Table table, int rowCount, int byteSize, List<ColumnView> columns) {

  /** Checks that every column has a value for every row. */
  public RecordBatch {
    if (columns.size() != table.columns().size()) {
      throw new InvalidInput("a record of table " + table.name() + " lacks columns");
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).length() < rowCount) {
        throw new InvalidInput(
            "column %s of a record of table %s has fewer values than the record has rows"
                .formatted(table.columns().get(i).name(), table.name()));
      }
    }
  }

  /** Some of the rows with bytes of their own, to be kept; {@code toRow} is not among them. */
  public RecordBatch copy(int fromRow, int toRow) {
    List<ColumnView> copies =
        columns.stream().map(column -> ColumnCopy.of(column, fromRow, toRow)).toList();
    long bytes = copies.stream().mapToLong(ColumnCopy::byteSize).sum();
    return new RecordBatch(table, toRow - fromRow, Math.toIntExact(bytes), copies);
  }

  /** Bytes that the values of some rows take, {@code toRow} not among them. */
  public long byteSize(int fromRow, int toRow) {
    long bytes = 0;
    for (ColumnView column : columns) {
      bytes += column.byteSize(fromRow, toRow);
    }
    return bytes;
  }
}
