package io.cqdestination.postgres.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Statements that are sent one behind the other without waiting for an answer in between, so that
 * they take one round trip: the driver sends a prepared statement of several so, and by itself
 * waits once after some 250 of them, lest both sides write and nobody reads. In a transaction, the
 * ones behind a statement that fails do not run. Used by one thread.
 */
public final class StatementPipeline {
  private final int limitSeconds;
  private final List<String> statements = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<LongConsumer> answers = new ArrayList<>();

  /** A value of a statement. */
  @FunctionalInterface
  public interface Parameter {
    void bind(PreparedStatement statement, int index) throws SQLException;

    /** A text of which the server makes what the statement wants. */
    static Parameter text(String value) {
      return (statement, index) -> statement.setString(index, value);
    }
  }

  public StatementPipeline() {
    this(0);
  }

  /**
   * @param limitSeconds how long a round trip may take; 0 for any time
   */
  public StatementPipeline(int limitSeconds) {
    this.limitSeconds = limitSeconds;
  }

  /**
   * Adds a statement.
   *
   * @param sql one statement, with question marks for its parameters
   * @param answer told, once all have run, how many rows it changed, or the first column of the
   *     first row where it answers with rows
   */
  public void add(String sql, List<? extends Parameter> values, LongConsumer answer) {
    statements.add(sql);
    parameters.addAll(values);
    answers.add(answer);
  }

  /** Adds a statement whose answer does not matter. */
  public void add(String sql, List<? extends Parameter> values) {
    add(sql, values, _ -> {});
  }

  /** Statements that wait to be run. */
  public int size() {
    return statements.size();
  }

  /** Runs what was added, if anything was, and forgets it. */
  public void run(Connection connection) throws SQLException {
    if (statements.isEmpty()) {
      return;
    }
    long[] numbers = new long[statements.size()];
    List<LongConsumer> consumers = List.copyOf(answers);
    try (PreparedStatement statement =
        connection.prepareStatement(String.join(";\n", statements))) {
      statement.setQueryTimeout(limitSeconds);
      for (int i = 0; i < parameters.size(); i++) {
        parameters.get(i).bind(statement, i + 1);
      }
      boolean rows = statement.execute();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = rows ? firstNumber(statement) : statement.getUpdateCount();
        rows = i + 1 < numbers.length && statement.getMoreResults();
      }
    } finally {
      statements.clear();
      parameters.clear();
      answers.clear();
    }
    for (int i = 0; i < numbers.length; i++) {
      consumers.get(i).accept(numbers[i]);
    }
  }

  private static long firstNumber(PreparedStatement statement) throws SQLException {
    try (ResultSet answer = statement.getResultSet()) {
      answer.next();
      return answer.getLong(1);
    }
  }
}
