package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.postgres.failure.ServerWords;
import java.sql.SQLException;

/** Words for a batch that the server refused. Thread-safe. */
final class RefusedBatch {
  private RefusedBatch() {}

  static DatabaseRefused of(PendingBatch pending, SQLException failure) {
    return new DatabaseRefused(
        "table %s: the database refused a batch of %d rows, nothing of it was written: %s"
            .formatted(
                pending.table().tableName(), pending.batch().rows(), ServerWords.of(failure)),
        failure);
  }
}
