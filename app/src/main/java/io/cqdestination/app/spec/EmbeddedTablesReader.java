package io.cqdestination.app.spec;

import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.runtime.spec.SpecObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tables of {@code pgvector_config}. Used by one thread. */
final class EmbeddedTablesReader {
  private static final String DEFAULT_SUFFIX = "_embeddings";
  private static final Set<String> OWN_COLUMNS =
      Set.of(EmbeddedTable.CHUNK, EmbeddedTable.EMBEDDING);

  private final List<EmbeddedTable> tables = new ArrayList<>();

  /** Reads one more; problems go to the object, and a table without them to the list. */
  void read(SpecObject object) {
    int problems = object.problemCount();
    Optional<String> source = object.text("table_name", "source_table_name");
    if (source.isEmpty() || source.get().isEmpty()) {
      object.require("table_name", "source_table_name");
      object.texts("embed_columns");
      object.texts("metadata_columns");
      object.text("target_table_name");
      return;
    }
    EmbeddedTable table =
        new EmbeddedTable(
            source.get(),
            object
                .text("target_table_name")
                .filter(name -> !name.isEmpty())
                .orElse(source.get() + DEFAULT_SUFFIX),
            object.texts("embed_columns"),
            object.texts("metadata_columns"));
    if (table.embedColumns().isEmpty() && object.problemCount() == problems) {
      object.problem("embed_columns", "must name a column at least");
    }
    checkNames(object, table);
    tables.add(table);
  }

  /** The tables read so far. */
  List<EmbeddedTable> tables() {
    return tables;
  }

  private void checkNames(SpecObject object, EmbeddedTable table) {
    for (String column : table.metadataColumns()) {
      if (OWN_COLUMNS.contains(column)) {
        object.problem(
            "metadata_columns",
            "must not name %s: the table of embeddings has a column of that name of its own"
                .formatted(column));
      }
    }
    if (table.target().equals(table.source())) {
      object.problem("target_table_name", "must not be the source table itself");
    }
    for (EmbeddedTable other : tables) {
      if (other.source().equals(table.source())) {
        object.problem("table_name", "names a table that occurs before: " + table.source());
      }
      if (other.target().equals(table.target())
          || other.target().equals(table.source())
          || other.source().equals(table.target())) {
        object.problem(
            "target_table_name",
            "clashes with another table of the list: %s and %s"
                .formatted(table.target(), other.target()));
      }
    }
  }
}
