package io.cqdestination.jdbc;

import io.cqdestination.core.record.RecordBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Adds rows to a table, in the fastest way that the driver has. Called by several threads. */
@FunctionalInterface
public interface BulkLoader {

  /**
   * Adds rows inside a transaction, which the caller commits.
   *
   * @param table has the columns of the records, in their order
   * @param temporary whether it is a temporary table of the session
   * @param records in their order, all with the same columns
   */
  void load(Connection session, String table, boolean temporary, List<RecordBatch> records)
      throws SQLException;
}
