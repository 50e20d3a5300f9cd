package io.cqdestination.postgres.ddl;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.LostValues;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.SchemaChange;
import io.cqdestination.core.migration.SchemaChange.ConvertColumn;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.migration.ValueCheck;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.logging.ExpectedFailures;
import io.cqdestination.postgres.type.ValueConversion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at values by converting them and back. Thread-safe. */
public final class StoredValueCheck implements ValueCheck {
  private static final String DATA_EXCEPTION = "22";

  /** Such as a number that is none, in a type that has no place for it. */
  private static final String NOT_SUPPORTED = "0A000";

  private final SchemaName schema;
  private final RetriedTransaction transactions;

  public StoredValueCheck(SchemaName schema, RetriedTransaction transactions) {
    this.schema = schema;
    this.transactions = transactions;
  }

  @Override
  public List<LostValues> lost(MigrationPlan plan) {
    List<LostValues> lost = new ArrayList<>();
    for (TableMigration table : plan.changedTables()) {
      for (SchemaChange change : table.changes()) {
        if (change instanceof ConvertColumn conversion) {
          lost(conversion)
              .map(words -> new LostValues(conversion.table(), conversion.column(), words))
              .ifPresent(lost::add);
        }
      }
    }
    return lost;
  }

  private Optional<String> lost(ConvertColumn change) {
    String sql =
        "SELECT count(*) FROM %s WHERE %s"
            .formatted(
                Identifiers.qualified(schema.value(), change.table()),
                ValueConversion.of(change.from(), change.to())
                    .orElseThrow()
                    .loses(Identifiers.quoted(change.column())));
    try {
      long rows =
          transactions.run(
              "table " + change.table(),
              connection ->
                  ExpectedFailures.during(
                      () -> count(connection, sql), StoredValueCheck::isAboutValues));
      return rows == 0 ? Optional.empty() : Optional.of("those of %d rows".formatted(rows));
    } catch (DatabaseRefused refused) {
      if (refused.getCause() instanceof SQLException failure && isAboutValues(failure)) {
        return Optional.of(ServerWords.of(failure));
      }
      throw refused;
    }
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String setting : KeptTableStatements.PLAIN_TEXTS) {
        statement.execute(setting);
      }
      try (ResultSet answer = statement.executeQuery(sql)) {
        answer.next();
        return answer.getLong(1);
      }
    }
  }

  private static boolean isAboutValues(SQLException failure) {
    return SqlStates.of(failure).startsWith(DATA_EXCEPTION) || SqlStates.is(failure, NOT_SUPPORTED);
  }
}
