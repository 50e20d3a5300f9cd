package io.cqdestination.postgres.write;

import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where in a batch the server finds what it refuses, as far as it is known.
 *
 * @param column as the database names it
 */
record RefusedPlace(Optional<RefusedRow> row, Optional<String> column) {
  /**
   * Looks for what the server did not say, by writing parts of the batch.
   *
   * @param refusal the SQLState of its error
   */
  RefusedPlace completed(
      PendingBatch pending, ConnectionSource connections, PrefixWriter prefixes, String refusal) {
    if (row.isPresent() && column.isPresent()) {
      return this;
    }
    try (Connection connection = connections.connect()) {
      connection.setAutoCommit(false);
      RefusalTrials trials = new RefusalTrials(connection, prefixes);
      Optional<RefusedRow> found =
          row.or(() ->
              new RefusedRowSearch(trials, pending.batch().segments(), refusal)
                  .find()
                  .filter(last -> RefusedBatch.isAboutRows(refusal) || last.number() > 0));
      Optional<String> blamed =
          column.or(() -> found.flatMap(refused -> column(trials, refused, refusal)));
      return new RefusedPlace(found, blamed);
    } catch (SQLException outOfReach) {
      return this;
    }
  }

  private static Optional<String> column(RefusalTrials trials, RefusedRow row, String refusal) {
    return new RefusedColumnSearch(
            without ->
                trials.refusalOf((connection, prefixes) ->
                    prefixes.writeOne(connection, row.segment(), row.number(), without)),
            refusal)
        .find(row.segment().plan().statements());
  }

  /** The words for it, to follow others; empty when nothing is known. */
  String words() {
    return column.map(name -> ", column " + name).orElse("")
        + row.map(refused -> ", row " + refused.name()).orElse("");
  }
}
