package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.write.StageRequirements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What a spec asks of a database, looked at before anything is made there. */
final class SpecDemands {
  private SpecDemands() {}

  /**
   * @param sessions opens sessions beside those of the pool
   * @param connections the pool's
   * @throws InvalidInput when the database cannot do what the spec asks
   */
  static void check(
      DestinationSpec spec,
      ConnectionSource sessions,
      ConnectionSource connections,
      DatabaseFacts facts) {
    checkGrants(spec, connections);
    checkKeptRows(spec, facts);
    checkHistory(spec, facts);
    checkAnalysis(spec, facts);
    checkPublication(spec, sessions, facts);
  }

  /** A right that cannot be given would end each migration. */
  private static void checkGrants(DestinationSpec spec, ConnectionSource connections) {
    if (spec.grants().readers().isEmpty()) {
      return;
    }
    List<String> missing =
        new RetriedTransaction(connections, Duration.ZERO)
            .ask("grant_select_to", spec.grants()::missing);
    if (!missing.isEmpty()) {
      throw new InvalidInput(
          "grant_select_to names roles that the database does not have: "
              + String.join(", ", missing));
    }
  }

  /** Types change there by statements of their own, which may be left half done. */
  private static void checkKeptRows(DestinationSpec spec, DatabaseFacts facts) {
    if (spec.keepsRows() && facts.dialect() instanceof CockroachDialect) {
      throw new InvalidInput(
          "migrations: keep_rows is not for CockroachDB, where changes of types have no transactions");
    }
  }

  private static void checkHistory(DestinationSpec spec, DatabaseFacts facts) {
    if (spec.writesHistory() && facts.dialect() instanceof CockroachDialect) {
      throw new InvalidInput(
          "write_history is not for CockroachDB, of which not every version has functions that return the rows of a table");
    }
  }

  private static void checkAnalysis(DestinationSpec spec, DatabaseFacts facts) {
    if (spec.analysis().isPresent() && facts.dialect() instanceof CockroachDialect) {
      throw new InvalidInput(
          "analyze_changed_percent is not for CockroachDB, which collects statistics by itself where rows have changed (sql.stats.automatic_collection.enabled)");
    }
  }

  private static void checkPublication(
      DestinationSpec spec, ConnectionSource sessions, DatabaseFacts facts) {
    if (!spec.publishesAtEnd()) {
      return;
    }
    try {
      StageRequirements.unmet(sessions, facts.dialect())
          .ifPresent(reason -> {
            throw new InvalidInput("publish: at_end cannot be used here: " + reason);
          });
    } catch (SQLException failure) {
      throw new Unavailable("publish: at_end: " + ServerWords.of(failure), failure);
    }
  }
}
