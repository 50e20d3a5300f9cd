package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.RowDeleter;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.refused.RefusedRowTable;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes rows with SQL. Thread-safe. */
public final class PostgresRowDeleter implements RowDeleter {
  /**
   * A transaction holds a lock on each table that it deletes from, and on its indexes, and the
   * server has room for 6,400 by default.
   */
  private static final int MOST_TOGETHER = 500;

  private final String schema;
  private final Dialect dialect;
  private final TableMapping mapping;
  private final SchemaCatalog catalog;
  private final RetriedTransaction transactions;
  private final DeleteStatements statements;
  private final Optional<RefusedRowTable> refusedRows;

  /**
   * @param catalog knows the tables of the schema
   * @param statements how rows are deleted with what belongs to them
   * @param refusedRows names the rows that are not stale, as what would replace them was refused
   */
  public PostgresRowDeleter(
      String schema,
      Dialect dialect,
      TableMapping mapping,
      SchemaCatalog catalog,
      RetriedTransaction transactions,
      DeleteStatements statements,
      Optional<RefusedRowTable> refusedRows) {
    this.schema = schema;
    this.dialect = dialect;
    this.mapping = mapping;
    this.catalog = catalog;
    this.transactions = transactions;
    this.statements = statements;
    this.refusedRows = refusedRows;
  }

  @Override
  public Optional<Refusal> delete(List<WriteMessage.Deletion> messages) {
    for (int from = 0; from < messages.size(); from += MOST_TOGETHER) {
      int before = from;
      Optional<Refusal> refusal =
          deleteTogether(messages.subList(from, Math.min(messages.size(), from + MOST_TOGETHER)));
      if (refusal.isPresent()) {
        return refusal.map(found -> new Refusal(before + found.position(), found.cause()));
      }
    }
    return Optional.empty();
  }

  /** Deletions of these messages come next. */
  void expect(List<WriteMessage.Deletion> messages) {
    Set<String> names = new HashSet<>();
    for (WriteMessage.Deletion message : messages) {
      names.add(mapping.storedName(message.tableName()));
      if (message instanceof DeleteRecord records) {
        records.relations().forEach(below -> names.add(mapping.storedName(below.tableName())));
      }
    }
    statements.expect(names);
  }

  /**
   * Adds the statements of a deletion to those that run next.
   *
   * @throws DestinationException when the message cannot be understood
   */
  void add(WriteMessage.Deletion message, StatementPipeline pipeline) {
    deletion(message, new StaleRows.AtOnce(statements))
        .statements()
        .forEach(statement -> statement.add(pipeline, _ -> {}));
  }

  private Optional<Refusal> deleteTogether(List<WriteMessage.Deletion> messages) {
    List<Deletion> deletions = new ArrayList<>();
    Optional<Refusal> impossible = Optional.empty();
    try {
      expect(messages);
      StaleRows staleRows = staleRows(messages);
      for (WriteMessage.Deletion message : messages) {
        deletions.add(deletion(message, staleRows));
      }
    } catch (DestinationException cause) {
      impossible = Optional.of(new Refusal(deletions.size(), cause));
    }
    Optional<Refusal> refused = new DeletionGroup(transactions, deletions).run();
    return refused.isPresent() ? refused : impossible;
  }

  private StaleRows staleRows(List<WriteMessage.Deletion> messages) {
    return switch (dialect) {
      case PostgresDialect _ -> new StaleRows.AtOnce(statements);
      case CockroachDialect _ -> {
        Set<String> names =
            messages.stream()
                .filter(DeleteStale.class::isInstance)
                .map(message -> mapping.storedName(message.tableName()))
                .collect(Collectors.toSet());
        yield new StaleRows.InRounds(schema, statements, catalog.find(names), transactions);
      }
    };
  }

  private Deletion deletion(WriteMessage.Deletion message, StaleRows staleRows) {
    return switch (message) {
      case DeleteStale stale -> deletion(stale, staleRows);
      case DeleteRecord records -> deletion(records);
    };
  }

  private Deletion deletion(DeleteStale message, StaleRows staleRows) {
    String storedTable = mapping.storedName(message.tableName());
    Condition stale = Condition.stale(message);
    return staleRows.deletion(
        "table " + message.tableName() + ": deleting stale rows",
        message,
        storedTable,
        refusedRows
            .filter(rows -> rows.sparesRowsOf(storedTable))
            .map(rows -> Condition.sparingOlderRows(stale, rows.qualifiedName(), storedTable))
            .orElse(stale));
  }

  private Deletion deletion(DeleteRecord message) {
    Condition condition = Condition.of(message.where(), mapping, dialect);
    return new Deletion(
        "table " + message.tableName() + ": deleting records",
        message.tableName(),
        new Descendants(schema, mapping, message, statements).bottomUp(condition),
        Deletion.Remainder.NONE);
  }
}
