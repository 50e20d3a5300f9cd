package io.cqdestination.postgres.write;

import io.cqdestination.postgres.logging.ExpectedFailures;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Runs statements behind savepoints: those that are taken stay in the transaction, those that are
 * refused leave nothing. Each trial is a round trip. Used by one thread.
 */
final class SavepointTrials {
  private static final String SET = "SAVEPOINT cq_trial";
  private static final String RELEASE = "RELEASE SAVEPOINT cq_trial";
  private static final String GO_BACK = "ROLLBACK TO SAVEPOINT cq_trial";

  private final Connection connection;
  private boolean set;

  /** Whether what the last trial did has to go. */
  private boolean refused;

  /**
   * @param connection in a transaction
   */
  SavepointTrials(Connection connection) {
    this.connection = connection;
  }

  /** Adds statements to those that set the savepoint, or runs these and goes on by itself. */
  @FunctionalInterface
  interface Statements {
    void addTo(StatementPipeline pipeline) throws SQLException;
  }

  /**
   * Why the database refuses statements; empty when it has taken them.
   *
   * @throws SQLException when they failed for a reason that is about no row
   */
  Optional<SQLException> refusalOf(Statements statements) throws SQLException {
    StatementPipeline pipeline = new StatementPipeline();
    begin(pipeline);
    try {
      ExpectedFailures.during(
          () -> {
            statements.addTo(pipeline);
            pipeline.run(connection);
            return pipeline;
          },
          RefusedBatch::maySetAside);
      return Optional.empty();
    } catch (SQLException failure) {
      if (!RefusedBatch.maySetAside(failure)) {
        throw failure;
      }
      refused = true;
      return Optional.of(failure);
    }
  }

  /** As {@link #refusalOf}, but what is taken does not stay either. */
  Optional<SQLException> refusalOfRehearsed(Statements statements) throws SQLException {
    Optional<SQLException> refusal = refusalOf(statements);
    refused = true;
    return refusal;
  }

  /** The last trial is ended by what runs next, in its round trip. */
  private void begin(StatementPipeline pipeline) {
    if (refused) {
      pipeline.add(GO_BACK, List.of());
    } else {
      if (set) {
        pipeline.add(RELEASE, List.of());
      }
      pipeline.add(SET, List.of());
    }
    set = true;
    refused = false;
  }

  /** Goes back where the last trial was refused; to be called before COMMIT. */
  void end() throws SQLException {
    if (refused) {
      StatementPipeline pipeline = new StatementPipeline();
      begin(pipeline);
      pipeline.run(connection);
    }
  }
}
