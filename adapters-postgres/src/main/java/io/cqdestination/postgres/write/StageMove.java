package io.cqdestination.postgres.write;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Statements that bring staged rows into their table. Immutable.
 *
 * @param statements without parameters
 */
record StageMove(StagedRows rows, List<String> statements) {
  StageMove {
    statements = List.copyOf(statements);
  }

  private static final String RUNS =
      """
      SELECT which, min(number), max(number) FROM (
        SELECT which, number, row_number() OVER (ORDER BY number)
          - row_number() OVER (PARTITION BY which ORDER BY number) AS run
        FROM (%s) AS numbered) AS runs
      GROUP BY which, run ORDER BY 2\
      """;

  /**
   * Moves the rows of one table that have different columns, in the order in which they came, as a
   * later row may replace what an earlier one of other columns has written.
   *
   * @param alike with the same table
   */
  static List<StageMove> inTurns(Connection connection, StageStep step, List<StagedRows> alike)
      throws SQLException {
    String numbers =
        IntStream.range(0, alike.size())
            .mapToObj(i -> alike.get(i).numbers(i, step.above(), step.below()))
            .collect(Collectors.joining(" UNION ALL "));
    List<StageMove> moves = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet runs = statement.executeQuery(RUNS.formatted(numbers))) {
      while (runs.next()) {
        StagedRows rows = alike.get(runs.getInt(1));
        moves.add(new StageMove(rows, rows.move(runs.getLong(2) - 1, runs.getLong(3) + 1)));
      }
    }
    return moves;
  }
}
