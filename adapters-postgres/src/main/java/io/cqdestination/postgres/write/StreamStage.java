package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.sync.RowDeleter;
import io.cqdestination.core.sync.StreamPublication;
import io.cqdestination.core.sync.WriteMessage.Deletion;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.delete.GuardedDeletions;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps back what one stream does until it is published: rows in tables of the stream's own,
 * deletions here. Used by one thread at a time; {@link #close} comes from any.
 */
public final class StreamStage implements RowDeleter, StreamPublication, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamStage.class);

  private static final long LONGEST_COMMIT_SECONDS = 10;
  private static final String SUBJECT = "keeping rows until they are published";

  private final StageSchema schema = StageSchema.create();
  private final StageSession session;
  private final RetriedTransaction transactions;
  private final StagePublisher publisher;
  private final GuardedDeletions deletions;
  private final StageTables tables = new StageTables(schema);
  private final Set<String> brought = new HashSet<>();
  private final List<StageStep> steps = new ArrayList<>();
  private final ReentrantLock inUse = new ReentrantLock();
  private Set<StagedRows> rows = new LinkedHashSet<>();
  private long above;
  private boolean spoilt;

  /**
   * @param sessions opens sessions that are not shared, beside those of the pool
   * @param connections the pool's
   */
  public StreamStage(
      ConnectionSource sessions,
      ConnectionSource connections,
      RetryPolicy retries,
      GuardedDeletions deletions) {
    this.session = new StageSession(sessions, schema);
    this.transactions = new RetriedTransaction(session, retries.timeout());
    this.publisher =
        new StagePublisher(session, connections, retries, deletions, brought::contains);
    this.deletions = deletions;
  }

  /**
   * How records get into the stage.
   *
   * @param tableName as the source names it
   * @param plan how they get into the table
   */
  RecordPlan plan(String tableName, WriteTarget table, RecordPlan plan) {
    return tables.plan(tableName, table, plan);
  }

  /**
   * Batches are written into the stage next.
   *
   * @throws DestinationException when there is no place for them
   */
  void expect(List<PendingBatch> batches) {
    if (spoilt) {
      throw new Transient("rows that are published already are still in the way of others", null);
    }
    for (PendingBatch pending : batches) {
      for (BatchSegment segment : pending.batch().segments()) {
        StagedRows staged = tables.expect(segment);
        rows.add(staged);
        brought.add(staged.tableName());
      }
    }
    for (List<StagedRows> missing = tables.missing();
        !missing.isEmpty();
        missing = tables.missing()) {
      List<StagedRows> some = missing;
      use(connection -> {
        tables.make(connection, some);
        return tables;
      });
      some.forEach(StagedRows::made);
    }
  }

  /** Deletions keep their place among the rows; they are carried out when they are published. */
  @Override
  public Optional<Refusal> delete(List<Deletion> messages) {
    try {
      deletions.expect(messages);
    } catch (DestinationException failure) {
      return Optional.of(new Refusal(0, failure));
    }
    for (int i = 0; i < messages.size(); i++) {
      try {
        deletions.check(messages.get(i));
      } catch (DestinationException refused) {
        return Optional.of(new Refusal(i, refused));
      }
    }
    try {
      long below = rows.isEmpty() ? above : use(this::nextNumber);
      steps.add(new StageStep(rows, above, below, messages));
      rows = new LinkedHashSet<>();
      above = below;
      return Optional.empty();
    } catch (DestinationException failure) {
      return Optional.of(new Refusal(0, failure));
    }
  }

  private long nextNumber(Connection connection) throws SQLException {
    long[] next = new long[1];
    StatementPipeline pipeline = new StatementPipeline();
    pipeline.add(
        "SELECT pg_catalog.nextval('%s')".formatted(schema.numbers()),
        List.of(),
        number -> next[0] = number);
    pipeline.run(connection);
    return next[0];
  }

  @Override
  public int publish() throws InterruptedException {
    List<StageStep> all = new ArrayList<>(steps);
    if (!rows.isEmpty()) {
      all.add(new StageStep(rows, above, Long.MAX_VALUE, List.of()));
    }
    if (all.isEmpty()) {
      return 0;
    }
    PublishedSteps published = new PublishedSteps(all);
    use(connection -> {
      published.prepare(connection);
      return published;
    });
    inUse.lockInterruptibly();
    try {
      int withheld = publisher.publish(published);
      forget();
      return withheld;
    } finally {
      inUse.unlock();
    }
  }

  @Override
  public Collection<String> discard() {
    Set<String> lost = new LinkedHashSet<>();
    steps.forEach(step -> step.rows().forEach(staged -> lost.add(staged.tableName())));
    rows.forEach(staged -> lost.add(staged.tableName()));
    inUse.lock();
    try {
      forget();
    } finally {
      inUse.unlock();
    }
    return lost;
  }

  /** Rows that could not be removed would be published again: then none come to them. */
  private void forget() {
    steps.clear();
    rows = new LinkedHashSet<>();
    List<StagedRows> made = tables.made();
    if (made.isEmpty()) {
      return;
    }
    try (Connection connection = session.connect()) {
      StageRemoval.removeTables(connection, made.stream().map(StagedRows::stage).toList());
      made.forEach(StagedRows::gone);
    } catch (SQLException | DestinationException failure) {
      spoilt = true;
      log.debug("rows that are not needed any more could not be removed", failure);
    }
  }

  private <T> T use(RetriedTransaction.Work<T> work) {
    inUse.lock();
    try {
      return transactions.ask(SUBJECT, work);
    } finally {
      inUse.unlock();
    }
  }

  /** How often publishing was tried again so far. Any thread. */
  long retries() {
    return publisher.retries();
  }

  /** Ends what is going on, unless its COMMIT was sent, and removes what is left. */
  @Override
  public void close() {
    try {
      boolean free = inUse.tryLock();
      if (!free) {
        session.stop();
        free = inUse.tryLock(LONGEST_COMMIT_SECONDS, TimeUnit.SECONDS);
      }
      if (free) {
        try {
          session.end();
        } finally {
          inUse.unlock();
        }
      } else if (!publisher.isCommitting()) {
        session.abort();
      }
    } catch (SQLException failure) {
      log.debug("the next stream will remove {}", schema.name(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
