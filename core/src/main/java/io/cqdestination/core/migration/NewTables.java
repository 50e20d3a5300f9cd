package io.cqdestination.core.migration;

import io.cqdestination.core.migration.SchemaChange.CommentColumn;
import io.cqdestination.core.migration.SchemaChange.CommentTable;
import io.cqdestination.core.migration.SchemaChange.CopyGrants;
import io.cqdestination.core.migration.SchemaChange.CreateIndex;
import io.cqdestination.core.migration.SchemaChange.CreateTable;
import io.cqdestination.core.migration.SchemaChange.DropTable;
import io.cqdestination.core.migration.SchemaChange.RenameTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes that make a table. Pure, but for the time of day. */
record NewTables(TableRules rules) {
  /** A new table beside the old one, with what people have said of it and may do with it. */
  List<SchemaChange> replacement(StoredTable wanted, StoredTable found) {
    Instant now = Instant.now();
    List<SchemaChange> changes = new ArrayList<>();
    changes.add(
        new RenameTable(
            wanted.name(), now, found.surroundings().indexNames().stream().sorted().toList()));
    changes.addAll(creation(wanted));
    changes.add(new CopyGrants(wanted.name(), now));
    if (wanted.comment() == null && found.comment() != null) {
      changes.add(new CommentTable(wanted.name(), found.comment()));
    }
    for (StoredColumn column : wanted.columns()) {
      @Nullable String comment =
          found.column(column.name()).map(StoredColumn::comment).orElse(null);
      if (column.comment() == null && comment != null && !isGiven(wanted, comment)) {
        changes.add(new CommentColumn(wanted.name(), column.name(), comment));
      }
    }
    return changes;
  }

  /** Whether it is the destination's own, and tells something of other columns now. */
  private static boolean isGiven(StoredTable wanted, String comment) {
    return wanted.columns().stream().anyMatch(column -> comment.equals(column.comment()));
  }

  /** A new table in place of one that is dropped. */
  List<SchemaChange> recreation(StoredTable wanted) {
    List<SchemaChange> changes = new ArrayList<>();
    changes.add(new DropTable(wanted.name()));
    changes.addAll(creation(wanted));
    return changes;
  }

  /** A new table. */
  List<SchemaChange> creation(StoredTable wanted) {
    List<SchemaChange> changes = new ArrayList<>();
    changes.add(new CreateTable(wanted));
    rules.indexes(wanted).forEach(index -> changes.add(new CreateIndex(wanted.name(), index)));
    if (wanted.comment() != null) {
      changes.add(new CommentTable(wanted.name(), wanted.comment()));
    }
    for (StoredColumn column : wanted.columns()) {
      if (column.comment() != null) {
        changes.add(new CommentColumn(wanted.name(), column.name(), column.comment()));
      }
    }
    return changes;
  }
}
