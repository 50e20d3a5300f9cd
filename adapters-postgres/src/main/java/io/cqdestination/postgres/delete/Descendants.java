package io.cqdestination.postgres.delete;

import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import io.cqdestination.postgres.dialect.Identifiers;
import java.util.ArrayList;
import java.util.List;

/**
 * The deletions that take a record's descendants with it: children name their parent's {@code
 * _cq_id} in {@code _cq_parent_id}. The lowest tables go first, so that each statement still finds
 * the rows above; each table is changed by a statement of its own, which every database takes.
 */
final class Descendants {
  private final String schema;
  private final TableMapping mapping;
  private final DeleteRecord message;
  private final DeleteStatements statements;
  private final List<CascadedDelete> deletes = new ArrayList<>();

  Descendants(
      String schema, TableMapping mapping, DeleteRecord message, DeleteStatements statements) {
    this.schema = schema;
    this.mapping = mapping;
    this.message = message;
    this.statements = statements;
  }

  /** Deletions in the order in which they have to run; the last is the one of the table itself. */
  List<CascadedDelete> bottomUp(Condition condition) {
    visit(message.tableName(), condition.sql(), condition.values(), new ArrayList<>());
    return deletes;
  }

  /**
   * @param path the tables above, so that relations in a circle come to an end
   */
  private void visit(String tableName, String condition, List<String> values, List<String> path) {
    String storedName = mapping.storedName(tableName);
    String table = Identifiers.qualified(schema, storedName);
    path.add(tableName);
    for (TableRelation relation : message.relations()) {
      if (relation.parentTable().equals(tableName) && !path.contains(relation.tableName())) {
        String below =
            "\"_cq_parent_id\" IN (SELECT \"_cq_id\" FROM %s WHERE %s)".formatted(table, condition);
        visit(relation.tableName(), below, values, path);
      }
    }
    path.removeLast();
    deletes.add(new CascadedDelete(statements.delete(storedName, condition), values));
  }
}
