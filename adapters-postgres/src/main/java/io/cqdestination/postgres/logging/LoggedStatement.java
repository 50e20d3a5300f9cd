package io.cqdestination.postgres.logging;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.tools.jdbc.DefaultPreparedStatement;

/**
 * Stands in front of a driver's statement, prepared or not, and logs each execution. The values of
 * parameters are remembered where one of the methods below sets them, which are those in use. Used
 * by one thread.
 */
final class LoggedStatement extends DefaultPreparedStatement {
  private final String prepared;
  private final ExecutionLog executions;
  private final List<String> batch = new ArrayList<>();

  /**
   * @param prepared the statement's text, or empty where each execution brings its own
   */
  LoggedStatement(Statement statement, String prepared, StatementLog log, int session) {
    super(statement);
    this.prepared = prepared;
    this.executions = new ExecutionLog(log, session);
  }

  @Override
  public boolean execute() throws SQLException {
    return executions.run(prepared, super::execute, this::rows);
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return executions.run(sql, () -> super.execute(sql), this::rows);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return executions.run(prepared, super::executeQuery, _ -> -1);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return executions.run(sql, () -> super.executeQuery(sql), _ -> -1);
  }

  @Override
  public int executeUpdate() throws SQLException {
    return executions.run(prepared, super::executeUpdate, Integer::longValue);
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return executions.run(sql, () -> super.executeUpdate(sql), Integer::longValue);
  }

  @Override
  public int[] executeBatch() throws SQLException {
    List<String> statements = List.copyOf(batch);
    batch.clear();
    return executions.batch(statements, super::executeBatch);
  }

  @Override
  public void addBatch() throws SQLException {
    batch.add(prepared);
    super.addBatch();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    batch.add(sql);
    super.addBatch(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    batch.clear();
    super.clearBatch();
  }

  @Override
  public void setInt(int position, int value) throws SQLException {
    executions.bound(position, value);
    super.setInt(position, value);
  }

  @Override
  public void setLong(int position, long value) throws SQLException {
    executions.bound(position, value);
    super.setLong(position, value);
  }

  @Override
  public void setString(int position, String value) throws SQLException {
    executions.bound(position, value);
    super.setString(position, value);
  }

  @Override
  public void setArray(int position, Array value) throws SQLException {
    executions.bound(position, value);
    super.setArray(position, value);
  }

  @Override
  public void setObject(int position, Object value, int type) throws SQLException {
    executions.bound(position, value);
    super.setObject(position, value, type);
  }

  /** Of an execution that may have rows as its result instead of a number. */
  private long rows(boolean hasResult) throws SQLException {
    return hasResult ? -1 : getUpdateCount();
  }
}
