package io.cqdestination.app.spec;

import io.cqdestination.core.sync.StalePolicy;
import io.cqdestination.postgres.ddl.SchemaSetup;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.logging.DriverLogLevel;
import io.cqdestination.postgres.upkeep.AnalyzePolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * A spec that was found good, with defaults filled in. Immutable; its text form holds no secret.
 *
 * @param login where passwords come from, if not from the connection string
 * @param schema where tables go, if not into the first schema of the search path
 * @param batchSize rows a batch
 * @param batchSizeBytes bytes a batch
 * @param batchTimeout time after a batch's first row
 * @param retryTimeout how long transient failures of one batch are retried
 * @param retryOnDeadlock attempts that a deadlock gets at least
 * @param stale which deletions of stale rows are withheld
 * @param grants who may read the tables that are made
 * @param keepsRows whether migrations change types in place where that loses nothing
 * @param publishesAtEnd whether a stream becomes visible at its end, or at a flush, at once
 * @param writesHistory whether tables with keys have every version of their rows beside them
 * @param mostRefusedRows how many rows of a stream may be set aside; empty where a refused one ends
 *     it
 * @param analysis which tables get new statistics behind a stream; empty for none
 * @param embedding what to embed and how, where the user wants it
 */
public record DestinationSpec(
    String connectionString,
    Optional<LoginSpec> login,
    Optional<SchemaSetup> schema,
    DriverLogLevel driverLogLevel,
    int batchSize,
    long batchSizeBytes,
    Duration batchTimeout,
    boolean createPerformanceIndexes,
    Duration retryTimeout,
    int retryOnDeadlock,
    StalePolicy stale,
    TableGrants grants,
    boolean keepsRows,
    boolean publishesAtEnd,
    boolean writesHistory,
    Optional<Long> mostRefusedRows,
    Optional<AnalyzePolicy> analysis,
    Optional<EmbeddingSpec> embedding) {

  @Override
  public String toString() {
    return "DestinationSpec[connectionString=(hidden), batchSize=%d, batchSizeBytes=%d, batchTimeout=%s]"
        .formatted(batchSize, batchSizeBytes, batchTimeout);
  }
}
