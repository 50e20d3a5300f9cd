package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.failure.RetriedTransaction;
import java.time.Duration;
import java.util.List;

/** What a spec asks of a database, looked at before anything is made there. */
final class SpecDemands {
  private SpecDemands() {}

  /**
   * @throws InvalidInput when the database cannot do what the spec asks
   */
  static void check(DestinationSpec spec, ConnectionSource connections, DatabaseFacts facts) {
    checkGrants(spec, connections);
    checkKeptRows(spec, facts);
    checkAnalysis(spec, facts);
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

  private static void checkAnalysis(DestinationSpec spec, DatabaseFacts facts) {
    if (spec.analysis().isPresent() && facts.dialect() instanceof CockroachDialect) {
      throw new InvalidInput(
          "analyze_changed_percent is not for CockroachDB, which collects statistics by itself where rows have changed (sql.stats.automatic_collection.enabled)");
    }
  }
}
