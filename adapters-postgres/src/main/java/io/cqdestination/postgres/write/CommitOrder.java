package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Lets PostgreSQL keep the order of two transactions: the one behind waits there for the end of the
 * one before, and is refused where that was not committed. Waited for here, each COMMIT would be
 * sent a round trip after the one before it was, and a long line would carry no more than a batch
 * each time. Each transaction holds an advisory lock of its own number, which its end gives back.
 * For rows without a key only: a batch of others is written once more where the answer to its
 * COMMIT is lost, and must not come behind one that came after it.
 */
final class CommitOrder {
  /** The first number of the locks, so that they are not those that others take. */
  private static final int SPACE = 0x63715f6f;

  private static final String LOCK =
      "pg_catalog.pg_advisory_xact_lock(%d, CAST(txid_current() %% 2147483648 AS integer))"
          .formatted(SPACE);

  private static final String SHORT_WAIT =
      "SELECT 0, pg_catalog.set_config('lock_timeout', ?, true)";

  private static final String WAIT =
      "SELECT 0, pg_catalog.pg_advisory_xact_lock_shared(%d, CAST(? AS integer))".formatted(SPACE);

  /** A division by zero where it was not. */
  private static final String CHECK =
      "SELECT 1 / CAST(coalesce(txid_status(CAST(? AS bigint)), '') = 'committed' AS integer)";

  private static final Set<String> OUT_OF_ORDER = Set.of("22012", SqlStates.LOCK_NOT_AVAILABLE);

  private CommitOrder() {}

  /** What a transaction asks for at its beginning, so that others can come behind it. */
  static String lock() {
    return LOCK;
  }

  /**
   * Adds the end of a transaction: COMMIT, behind another one.
   *
   * @param number of the one before
   * @param patienceMillis how long to wait for its end
   */
  static void addCommitBehind(StatementPipeline pipeline, long number, long patienceMillis) {
    pipeline.add(SHORT_WAIT, List.of(Parameter.text(patienceMillis + "ms")));
    pipeline.add(WAIT, List.of(Parameter.text(String.valueOf(number % (1L << 31)))));
    pipeline.add(CHECK, List.of(Parameter.text(String.valueOf(number))));
    pipeline.add("COMMIT", List.of());
  }

  /**
   * Whether the one before was not committed, or not in time. Then nothing is committed here
   * either.
   */
  static boolean isOutOfOrder(SQLException failure) {
    return OUT_OF_ORDER.contains(SqlStates.of(failure));
  }
}
