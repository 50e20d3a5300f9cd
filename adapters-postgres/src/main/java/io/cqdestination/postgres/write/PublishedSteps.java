package io.cqdestination.postgres.write;

import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All that is published together. Used by one thread. */
final class PublishedSteps {
  private final List<StageStep> steps;
  private final Set<StagedRows> rows = new LinkedHashSet<>();

  /** Rows that do not move by one statement, as they came in several steps or among others. */
  private final Set<StagedRows> divided = new HashSet<>();

  /** Those of each step. */
  private final List<List<StageMove>> moves = new ArrayList<>();

  PublishedSteps(List<StageStep> steps) {
    this.steps = List.copyOf(steps);
    for (StageStep step : steps) {
      for (StagedRows some : step.rows()) {
        if (!rows.add(some)) {
          divided.add(some);
        }
      }
      byTable(step).stream().filter(PublishedSteps::takeTurns).forEach(divided::addAll);
    }
  }

  /** In the order of their tables. */
  private static List<List<StagedRows>> byTable(StageStep step) {
    return List.copyOf(
        step.inOrder().stream()
            .collect(
                Collectors.groupingBy(
                    StagedRows::storedName, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  private static boolean takeTurns(List<StagedRows> alike) {
    return alike.size() > 1 && alike.stream().anyMatch(StagedRows::hasKey);
  }

  List<StageStep> all() {
    return steps;
  }

  /** The rows of all steps. */
  Set<StagedRows> rows() {
    return rows;
  }

  /** The statements that bring the rows of a step, counted from 0, into their tables. */
  List<StageMove> moves(int step) {
    return moves.get(step);
  }

  /** Makes rows that move in parts easy to find, before the transaction that moves them. */
  void prepare(Connection connection) throws SQLException {
    StatementPipeline pipeline = new StatementPipeline();
    for (StagedRows some : divided) {
      pipeline.add(
          "CREATE INDEX ON %s (%s)".formatted(some.stage(), some.statements().rowNumber()),
          List.of());
    }
    pipeline.run(connection);
    moves.clear();
    for (StageStep step : steps) {
      moves.add(moves(connection, step));
    }
  }

  private List<StageMove> moves(Connection connection, StageStep step) throws SQLException {
    List<StageMove> all = new ArrayList<>();
    for (List<StagedRows> alike : byTable(step)) {
      if (takeTurns(alike)) {
        all.addAll(StageMove.inTurns(connection, step, alike));
      } else {
        alike.forEach(some -> all.add(new StageMove(some, move(step, some))));
      }
    }
    return all;
  }

  private List<String> move(StageStep step, StagedRows some) {
    return divided.contains(some) ? some.move(step.above(), step.below()) : some.move();
  }
}
