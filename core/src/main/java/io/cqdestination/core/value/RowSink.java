package io.cqdestination.core.value;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Collects rows into batches of bounded size, and hands on each that is full: what Read gives back.
 * Used by one thread.
 */
public final class RowSink {
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_BYTES = 1 << 20;

  private final Table table;
  private final Function<ColumnType, JavaColumn> newColumn;
  private final Consumer<RecordBatch> sink;
  private List<JavaColumn> columns;
  private int rows;

  /**
   * @param table the columns of the batches
   * @param newColumn {@link JavaColumn#of}, or another for types that the store keeps as texts
   * @param sink takes each batch, and may block
   */
  public RowSink(
      Table table, Function<ColumnType, JavaColumn> newColumn, Consumer<RecordBatch> sink) {
    this.table = table;
    this.newColumn = newColumn;
    this.sink = sink;
    this.columns = newColumns();
  }

  /** The columns that the values of the next row have to be added to. */
  public List<JavaColumn> columns() {
    return columns;
  }

  /** Every column has got its value of a row. */
  public void endRow() {
    rows++;
    if (rows >= MOST_ROWS || byteSize() >= MOST_BYTES) {
      end();
    }
  }

  /** No row follows: hands on those that are left. */
  public void end() {
    if (rows > 0) {
      List<ColumnView> views = columns.stream().map(JavaColumn::build).toList();
      RecordBatch batch = new RecordBatch(table, rows, byteSize(), views);
      columns = newColumns();
      rows = 0;
      sink.accept(batch);
    }
  }

  private int byteSize() {
    return columns.stream().mapToInt(JavaColumn::byteSize).sum();
  }

  private List<JavaColumn> newColumns() {
    return table.columns().stream().map(Column::type).map(newColumn).toList();
  }
}
