package io.cqdestination.postgres.delete;

import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.DescendantPaths;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.postgres.dialect.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * The deletions that take a record's descendants with it; each table is changed by a statement of
 * its own, which every database takes.
 */
final class Descendants {
  private final String schema;
  private final TableMapping mapping;
  private final DeleteRecord message;
  private final DeleteStatements statements;

  Descendants(
      String schema, TableMapping mapping, DeleteRecord message, DeleteStatements statements) {
    this.schema = schema;
    this.mapping = mapping;
    this.message = message;
    this.statements = statements;
  }

  /** Deletions in the order in which they have to run; the last is the one of the table itself. */
  List<CascadedDelete> bottomUp(Condition condition) {
    return DescendantPaths.bottomUp(message).stream()
        .flatMap(path -> delete(path, condition).stream())
        .toList();
  }

  /**
   * @param condition of the first table of the path
   */
  private List<CascadedDelete> delete(List<String> path, Condition condition) {
    String sql = condition.sql();
    for (String above : path.subList(0, path.size() - 1)) {
      sql =
          "\"_cq_parent_id\" IN (SELECT \"_cq_id\" FROM %s WHERE %s)"
              .formatted(Identifiers.qualified(schema, mapping.storedName(above)), sql);
    }
    String storedName = mapping.storedName(path.getLast());
    return statements.delete(storedName, sql, Optional.empty()).stream()
        .map(statement -> new CascadedDelete(statement, condition.values()))
        .toList();
  }
}
