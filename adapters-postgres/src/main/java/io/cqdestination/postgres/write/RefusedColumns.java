package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.write.RefusalTrials.Inconclusive;
import io.cqdestination.postgres.write.RefusedColumnSearch.RowTrial;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Finds the columns for whose values rows of one segment are refused. What one constraint refuses
 * is looked for once; rows that are refused with the same SQLState mostly are so for the same
 * column, which takes one trial to see; a search takes one for each column. Used by one thread.
 */
final class RefusedColumns {
  private static final int MOST_SEARCHES = 3;

  private final WriteStatements statements;
  private final Map<String, String> found = new HashMap<>();
  private final Map<String, Optional<String>> constraints = new HashMap<>();
  private int searches;

  RefusedColumns(WriteStatements statements) {
    this.statements = statements;
  }

  /** Empty when several columns have a part in it, or looking for it would take too long. */
  Optional<String> find(SQLException refusal, RowTrial trial) throws SQLException {
    String constraint = constraint(refusal);
    if (constraint.isEmpty()) {
      return search(refusal, trial);
    }
    if (!constraints.containsKey(constraint)) {
      constraints.put(constraint, search(refusal, trial));
    }
    return Objects.requireNonNull(constraints.get(constraint));
  }

  private static String constraint(SQLException refusal) {
    ServerErrorMessage words =
        refusal instanceof PSQLException spoken ? spoken.getServerErrorMessage() : null;
    return Objects.requireNonNullElse(words == null ? null : words.getConstraint(), "");
  }

  private Optional<String> search(SQLException refusal, RowTrial trial) throws SQLException {
    String state = SqlStates.of(refusal);
    String likely = found.get(state);
    if (likely != null && isTakenWithout(likely, trial)) {
      return Optional.of(likely);
    }
    if (searches == MOST_SEARCHES) {
      return Optional.empty();
    }
    searches++;
    Optional<String> column = new RefusedColumnSearch(trial, state).find(statements);
    column.ifPresent(name -> found.put(state, name));
    return column;
  }

  private boolean isTakenWithout(String column, RowTrial trial) throws SQLException {
    try {
      return trial.refusalOf(OptionalInt.of(statements.columns().indexOf(column))).isEmpty();
    } catch (Inconclusive unknown) {
      return false;
    }
  }
}
