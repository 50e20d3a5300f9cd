package io.cqdestination.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.util.List;

/**
 * Checks what the headers of a file's pages claim, before the library makes room for it, or looks
 * for it without end. Pure.
 */
final class PageCheck {
  /** The library makes room for 16,384 values of a fixed width before it has seen one. */
  private static final int MOST_WIDTH = 16 << 10;

  private PageCheck() {}

  /**
   * Reads the headers of all pages with rows.
   *
   * @throws InvalidInput naming the first column with a page that cannot be as its header says
   */
  static void verify(InputFile file, FileMetaData footer, FileSchema schema) throws IOException {
    for (RowGroup rows : footer.rowGroups()) {
      if (rows.numRows() > 0) {
        verify(file, rows, schema.getColumns());
      }
    }
  }

  private static void verify(InputFile file, RowGroup rows, List<ColumnSchema> columns)
      throws IOException {
    if (rows.columns().size() != columns.size()) {
      throw new InvalidInput(
          "it is damaged: a group of rows has %d of %d columns"
              .formatted(rows.columns().size(), columns.size()));
    }
    for (int i = 0; i < columns.size(); i++) {
      verify(file, rows.numRows(), rows.columns().get(i), columns.get(i));
    }
  }

  private static void verify(InputFile file, long rowCount, ColumnChunk chunk, ColumnSchema column)
      throws IOException {
    try {
      long count = chunk.metaData().numValues();
      if (column.maxRepetitionLevel() == 0 ? count != rowCount : count < rowCount) {
        throw new InvalidInput("it has %d values in %d rows".formatted(count, rowCount));
      }
      verifyWidth(column, new ChunkPages(file, chunk).verify());
    } catch (InvalidInput damaged) {
      throw new InvalidInput(
          "column %s is damaged: %s".formatted(column.fieldPath(), damaged.getMessage()), damaged);
    }
  }

  private static void verifyWidth(ColumnSchema column, long mostBytes) {
    Integer width = column.typeLength();
    if (width != null && width > Math.max(MOST_WIDTH, mostBytes)) {
      throw new InvalidInput(
          "its values have %d bytes each, and no page has room for one".formatted(width));
    }
  }
}
