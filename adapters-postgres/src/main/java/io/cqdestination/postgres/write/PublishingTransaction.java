package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.core.sync.WriteMessage.Deletion;
import io.cqdestination.postgres.delete.GuardedDeletions;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** One attempt to do, in one transaction, all that a stream has kept back. */
final class PublishingTransaction extends WriteTransaction {
  /** Tables of few rows share a round trip. */
  private static final int MOST_TABLES = 50;

  private static final long MOST_ROWS = 5_000;

  private final PublishedSteps steps;
  private final GuardedDeletions deletions;
  private final Predicate<String> brought;
  private final Duration lockLimit;
  private final BooleanSupplier stopped;
  private final TransactionIdentity identity = PostgresTransactionIdentity.ofPublication();
  private final StatementPipeline pipeline = new StatementPipeline();
  private List<String> moving = List.of();
  private int withheld;

  /**
   * @param brought whether the stream has brought rows of a table
   * @param lockLimit how long the server may wait for a lock that somebody else holds
   * @param stopped whether the stream is over
   */
  PublishingTransaction(
      Connection connection,
      PublishedSteps steps,
      GuardedDeletions deletions,
      Predicate<String> brought,
      Duration lockLimit,
      BooleanSupplier stopped) {
    super(connection);
    this.steps = steps;
    this.deletions = deletions;
    this.brought = brought;
    this.lockLimit = lockLimit;
    this.stopped = stopped;
  }

  @Override
  Preceding writeAndCommit() throws SQLException {
    connection().setAutoCommit(false);
    identity.begin(pipeline, lockLimit);
    if (steps.rows().stream().anyMatch(StagedRows::keepsHistory)) {
      QueryCompilation.avoid(connection(), pipeline);
    }
    send();
    for (int step = 0; step < steps.all().size(); step++) {
      moveAll(steps.moves(step));
      List<Deletion> due = steps.all().get(step).deletions();
      if (!due.isEmpty()) {
        requireRunning();
        withheld += deletions.run(connection(), due, brought);
      }
    }
    requireRunning();
    committing();
    connection().commit();
    connection().setAutoCommit(true);
    return Preceding.COMMITTED;
  }

  private void moveAll(List<StageMove> moves) throws SQLException {
    List<StageMove> together = new ArrayList<>();
    long rows = 0;
    for (StageMove next : moves) {
      rows += next.rows().rows();
      if (together.size() == MOST_TABLES || rows > MOST_ROWS) {
        move(together);
        together.clear();
        rows = next.rows().rows();
      }
      together.add(next);
    }
    move(together);
  }

  private void move(List<StageMove> together) throws SQLException {
    moving = together.stream().map(move -> move.rows().tableName()).distinct().toList();
    together.forEach(move -> move.statements().forEach(sql -> pipeline.add(sql, List.of())));
    send();
    moving = List.of();
  }

  private void send() throws SQLException {
    requireRunning();
    pipeline.run(connection());
  }

  private void requireRunning() throws SQLException {
    if (stopped.getAsBoolean()) {
      throw new SQLException("the stream ended before it was published");
    }
  }

  /** How many deletions were withheld. */
  int withheld() {
    return withheld;
  }

  /** What was going on when it failed: "publishing table x". */
  @Override
  String subject() {
    if (moving.isEmpty()) {
      return "publishing";
    }
    return (moving.size() == 1 ? "publishing table " : "publishing the tables ")
        + String.join(", ", moving);
  }

  @Override
  boolean isRepeatable() {
    return false;
  }

  @Override
  CommitOutcome outcome(Connection other) throws SQLException {
    return identity.outcome(other);
  }
}
