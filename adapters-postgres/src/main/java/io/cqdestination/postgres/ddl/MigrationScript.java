package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.SchemaName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what {@link TableChanger} would run for a plan, as a script for a person to read and,
 * if wanted, to run with psql. Pure and thread-safe.
 */
public final class MigrationScript {
  private final Dialect dialect;
  private final ChangeStatements statements;
  private final MigrationTransaction transaction;

  /**
   * @param grants on tables that are made
   */
  public MigrationScript(Dialect dialect, SchemaName schema, TableGrants grants) {
    this.dialect = dialect;
    this.statements = new ChangeStatements(dialect, schema, grants);
    this.transaction = new MigrationTransaction(MigrationLock.of(schema));
  }

  /** The script; where the plan changes nothing, it says so in a comment. */
  public String of(MigrationPlan plan) {
    return of(List.of(), plan, Map.of());
  }

  /**
   * The script; where there is nothing to run, it says so in a comment.
   *
   * @param preparations statements that run before the plan, each on its own
   * @param rows how many rows tables have, for those where it is worth telling
   */
  public String of(List<String> preparations, MigrationPlan plan, Map<String, Long> rows) {
    StringBuilder script = new StringBuilder();
    preparations.forEach(statement -> append(script, statement));
    List<TableMigration> changed = plan.changedTables();
    if (changed.isEmpty() && preparations.isEmpty()) {
      return comment("nothing to do: every table is as it is wanted");
    }
    if (dialect.hasTransactionalDdl()) {
      MigrationGroups.of(changed).forEach(group -> appendTransaction(script, group, rows));
    } else {
      changed.forEach(table -> append(script, table, rows));
    }
    return script.toString();
  }

  private void appendTransaction(
      StringBuilder script, List<TableMigration> group, Map<String, Long> rows) {
    script.append("begin;\n");
    transaction.preamble().forEach(statement -> append(script, statement));
    group.forEach(table -> append(script, table, rows));
    script.append("commit;\n");
  }

  private void append(StringBuilder script, TableMigration migration, Map<String, Long> rows) {
    Long count = rows.get(migration.wanted().name());
    script.append(
        comment(subject(migration) + (count == null ? "" : ", with %d rows".formatted(count))));
    migration.reasons().forEach(reason -> script.append(comment("  " + reason)));
    statements.statements(migration).forEach(statement -> append(script, statement));
  }

  private static void append(StringBuilder script, String statement) {
    script.append(statement).append(";\n");
  }

  private static String subject(TableMigration migration) {
    String name = migration.wanted().name();
    StoredTable found = migration.found();
    if (found == null) {
      return "table %s: created".formatted(name);
    }
    Optional<String> kept = ChangeLog.nameBefore(migration);
    if (kept.isPresent()) {
      return "table %s: KEPT AS %s and created again".formatted(name, kept.get());
    }
    return migration.dropsTable()
        ? "table %s: DROPPED WITH ITS ROWS and created again".formatted(name)
        : "table %s: changed in place".formatted(name);
  }

  /** One line, whatever is in a name: what follows a line break would be run. */
  private static String comment(String text) {
    StringBuilder line = new StringBuilder("-- ");
    text.codePoints()
        .forEach(character -> {
          if (Character.isISOControl(character)
              || Character.getType(character) == Character.LINE_SEPARATOR
              || Character.getType(character) == Character.PARAGRAPH_SEPARATOR) {
            line.append("\\u%04x".formatted(character));
          } else {
            line.appendCodePoint(character);
          }
        });
    return line.append('\n').toString();
  }
}
