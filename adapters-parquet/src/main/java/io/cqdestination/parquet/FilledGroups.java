package io.cqdestination.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.RowGroupPredicate;
import java.util.List;

/**
 * The row groups that have rows. Writers that are given nothing to write leave others behind, in
 * which the library looks for pages that are not there. Pure.
 */
final class FilledGroups {
  private FilledGroups() {}

  /** What to read one after the other, in the order of the file; empty where it has no rows. */
  static List<RowGroupPredicate> of(FileMetaData footer) {
    List<RowGroup> groups = footer.rowGroups();
    List<RowGroup> filled = groups.stream().filter(group -> group.numRows() > 0).toList();
    return filled.size() == groups.size()
        ? List.of(RowGroupPredicate.byteRange(0, Long.MAX_VALUE))
        : filled.stream().map(FilledGroups::alone).toList();
  }

  /** The library takes the groups whose middle byte lies in the range. */
  private static RowGroupPredicate alone(RowGroup group) {
    long size = 0;
    for (ColumnChunk column : group.columns()) {
      size += column.metaData().totalCompressedSize();
    }
    long middle = group.columns().getFirst().chunkStartOffset() + size / 2;
    return RowGroupPredicate.byteRange(middle, middle + 1);
  }
}
