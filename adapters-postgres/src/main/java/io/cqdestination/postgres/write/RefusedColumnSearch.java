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
 * @param refusal the SQLState of the error that is to be found again
 */
record RefusedColumnSearch(RefusalTrials trials, String refusal) {
  private static final String DATA = "22";
  private static final String NOT_NULL = "23502";

  /** Empty when several columns have a part in it, or it cannot be found in time. */
  Optional<String> find(RefusedRow row) {
    WriteStatements statements = row.segment().plan().statements();
    List<String> columns = statements.columns();
    Optional<String> found = Optional.empty();
    try {
      if (isTaken(row, OptionalInt.empty())) {
        return Optional.empty(); // it is refused beside others only
      }
      for (int i = 0; i < columns.size(); i++) {
        if (!statements.keys().contains(columns.get(i)) && isTaken(row, OptionalInt.of(i))) {
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

  private boolean isTaken(RefusedRow row, OptionalInt without) throws SQLException, Inconclusive {
    Optional<SQLException> answer =
        trials.refusalOf((connection, prefixes) ->
            prefixes.writeOne(connection, row.segment(), row.number(), without));
    if (answer.isEmpty() || SqlStates.is(answer.get(), refusal)) {
      return answer.isEmpty();
    }
    // Values are brought into the column's type before the server looks for those that are missing.
    if (refusal.startsWith(DATA) && SqlStates.is(answer.get(), NOT_NULL)) {
      return true;
    }
    throw answer.get();
  }
}
