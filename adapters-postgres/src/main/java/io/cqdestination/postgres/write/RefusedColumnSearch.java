package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.write.RefusalTrials.Inconclusive;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the column for whose value the server refuses a row, where its error does not say: writes
 * the row without one value after the other. The only one without which the row passes is the one.
 * Used by one thread.
 *
 * @param trial writes the row
 * @param refusal the SQLState of the error that is to be found again
 */
record RefusedColumnSearch(RowTrial trial, String refusal) {
  private static final String DATA = "22";
  private static final String NOT_NULL = "23502";
  private static final String ROW_TOO_LARGE = "54000";

  /** Writes the row. */
  @FunctionalInterface
  interface RowTrial {
    /**
     * Why the database refuses the row; empty when it takes it.
     *
     * @param without a column whose value is left out, from 0
     */
    Optional<SQLException> refusalOf(OptionalInt without) throws SQLException, Inconclusive;
  }

  /**
   * Empty when several columns have a part in it, or it cannot be found in time. Where an entry of
   * an index is too large, which has the same SQLState, the server's words name the index.
   *
   * @param statements how the row is written
   */
  Optional<String> find(WriteStatements statements) {
    if (refusal.equals(ROW_TOO_LARGE)) {
      return Optional.empty(); // for all of its values, and such a row has hundreds
    }
    List<String> columns = statements.columns();
    Optional<String> found = Optional.empty();
    try {
      if (isTaken(OptionalInt.empty())) {
        return Optional.empty(); // it is refused beside others only
      }
      for (int i = 0; i < columns.size(); i++) {
        if (!statements.keys().contains(columns.get(i)) && isTaken(OptionalInt.of(i))) {
          if (found.isPresent()) {
            return Optional.empty();
          }
          found = Optional.of(columns.get(i));
        }
      }
    } catch (SQLException | Inconclusive notFound) {
      return Optional.empty();
    }
    return found;
  }

  private boolean isTaken(OptionalInt without) throws SQLException, Inconclusive {
    Optional<SQLException> answer = trial.refusalOf(without);
    if (answer.isEmpty() || SqlStates.is(answer.get(), refusal)) {
      return answer.isEmpty();
    }
    // Values are brought into the column's type before the server looks for those that are missing.
    if (refusal.startsWith(DATA) && SqlStates.is(answer.get(), NOT_NULL)) {
      return true;
    }
    // A value that may not be missing cannot be left out to see whether it is to blame.
    if (SqlStates.is(answer.get(), NOT_NULL)) {
      return false;
    }
    throw answer.get();
  }
}
