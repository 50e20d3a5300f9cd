package io.cqdestination.postgres.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of a stage: rows of one schema that go into one table. Numbers tell when they came. Used
 * by one thread at a time.
 */
final class StagedRows {
  private final String tableName;
  private final WriteTarget table;
  private final RecordPlan plan;
  private final String stage;
  private boolean made;
  private long rows;

  /**
   * @param tableName as the source names it
   * @param plan how rows get into the table
   * @param stage the qualified, quoted name
   */
  StagedRows(String tableName, WriteTarget table, RecordPlan plan, String stage) {
    this.tableName = tableName;
    this.table = table;
    this.plan = plan;
    this.stage = stage;
  }

  String tableName() {
    return tableName;
  }

  /** The database's name of the table that the rows go into. */
  String storedName() {
    return table.storedName();
  }

  /** The database's names of the tables that have to have their rows before. */
  Set<String> refersTo() {
    return table.refersTo();
  }

  String stage() {
    return stage;
  }

  WriteStatements statements() {
    return plan.statements();
  }

  /** Whether a history is written with the rows. */
  boolean keepsHistory() {
    return plan.versions().isPresent();
  }

  boolean hasKey() {
    return plan.hasKey();
  }

  /**
   * How records get into the stage: whatever the table asks of them is asked later.
   *
   * @param alike how they get into the table; its statements are those of these rows
   */
  RecordPlan staging(RecordPlan alike) {
    WriteStatements all = plan.statements();
    WriteStatements into =
        new WriteStatements(stage, all.columns(), all.types(), List.of(), TargetColumns.ALIKE);
    return new RecordPlan(into, alike.encoder(), alike.keyFields(), true, Optional.empty());
  }

  boolean isMade() {
    return made;
  }

  /** The table of the stage is there. */
  void made() {
    made = true;
  }

  /** The table of the stage is there no more. */
  void gone() {
    made = false;
    rows = 0;
  }

  void expect(long more) {
    rows += more;
  }

  /** Rows that are in the stage, at most. */
  long rows() {
    return rows;
  }

  /** Statements that bring all rows into the table. */
  List<String> move() {
    return moveFrom(stage);
  }

  private List<String> moveFrom(String place) {
    List<String> statements = new ArrayList<>();
    statements.add(plan.statements().insertFromStage(place, hasKey()));
    plan.versionsFromStage(place).ifPresent(statements::add);
    return statements;
  }

  /**
   * Statements that bring some of the rows into the table.
   *
   * @param above the number before the first
   * @param below the number behind the last
   */
  List<String> move(long above, long below) {
    return moveFrom("(SELECT * %s) AS staged".formatted(between(above, below)));
  }

  /**
   * A query for the numbers of some of the rows.
   *
   * @param which tells these rows from others
   */
  String numbers(int which, long above, long below) {
    return "SELECT %d AS which, %s AS number %s"
        .formatted(which, plan.statements().rowNumber(), between(above, below));
  }

  private String between(long above, long below) {
    return "FROM %1$s WHERE %2$s > %3$d AND %2$s < %4$d"
        .formatted(stage, plan.statements().rowNumber(), above, below);
  }
}
