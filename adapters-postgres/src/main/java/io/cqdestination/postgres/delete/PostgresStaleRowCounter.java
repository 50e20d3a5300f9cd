package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.StaleRowCounter;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Counts stale rows with SQL, those of all tables in one round trip. Thread-safe. */
public final class PostgresStaleRowCounter implements StaleRowCounter {
  private static final Count NOTHING = new Count(0, 0);

  private final String schema;
  private final TableMapping mapping;
  private final RetriedTransaction transactions;

  public PostgresStaleRowCounter(
      String schema, TableMapping mapping, RetriedTransaction transactions) {
    this.schema = schema;
    this.mapping = mapping;
    this.transactions = transactions;
  }

  @Override
  public List<Count> count(List<DeleteStale> deletions) {
    if (deletions.isEmpty()) {
      return List.of();
    }
    try {
      return together(deletions);
    } catch (DatabaseRefused refused) {
      return deletions.stream().map(this::alone).toList();
    }
  }

  /** Nothing where the table cannot be asked: its deletion will say why. */
  private Count alone(DeleteStale deletion) {
    try {
      return together(List.of(deletion)).getFirst();
    } catch (DatabaseRefused refused) {
      return NOTHING;
    }
  }

  private List<Count> together(List<DeleteStale> deletions) {
    return transactions.ask(
        "table " + deletions.getFirst().tableName() + ": counting stale rows",
        connection -> counted(connection, deletions));
  }

  /** Counts over a connection, as its transaction sees the tables. */
  List<Count> counted(Connection connection, List<DeleteStale> deletions) throws SQLException {
    long[] stale = new long[deletions.size()];
    long[] all = new long[deletions.size()];
    StatementPipeline pipeline = new StatementPipeline();
    for (int i = 0; i < deletions.size(); i++) {
      int place = i;
      DeleteStale deletion = deletions.get(i);
      add(pipeline, deletion, Condition.stale(deletion), number -> stale[place] = number);
      add(pipeline, deletion, Condition.of(deletion.sourceName()), number -> all[place] = number);
    }
    pipeline.run(connection);
    List<Count> counts = new ArrayList<>();
    for (int i = 0; i < stale.length; i++) {
      counts.add(new Count(stale[i], all[i]));
    }
    return counts;
  }

  private void add(
      StatementPipeline pipeline, DeleteStale deletion, Condition condition, LongConsumer answer) {
    String table = Identifiers.qualified(schema, mapping.storedName(deletion.tableName()));
    pipeline.add(
        "SELECT count(*) FROM %s WHERE %s".formatted(table, condition.sql()),
        condition.values().stream().map(Parameter::text).toList(),
        answer);
  }
}
