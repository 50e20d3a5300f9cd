package io.cqdestination.jdbc;

import static io.cqdestination.jdbc.PlainStore.KEYED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.jdbc.DyingLines.Death;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may pass is tried again; what others have changed is left to a new plan. */
class JdbcChangerTest {
  private final PlainStore store = PlainStore.create();
  private final PlainDialect dialect = new PlainDialect();
  private final RetriedTransactions transactions =
      new RetriedTransactions(new JdbcDatabase(store.lines(), dialect), Duration.ofMinutes(1));
  private final JdbcChanger changer = new JdbcChanger(transactions, new JdbcTables(transactions));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aLostLineIsNoChangeOfTheTable() {
    store.lines().dies(Death.BEFORE_COMMIT);
    assertThat(changer.apply(plan())).isEmpty();
    assertThat(store.read(KEYED)).isEmpty();
  }

  @Test
  void aTableThatIsThereMeanwhileIsLeftAlone() {
    MigrationPlan plan = plan();
    store.server().execute("CREATE TABLE k (other int)");
    assertThat(changer.apply(plan)).containsExactly("k");
  }

  @Test
  void aRefusalThatNobodyElseExplainsIsTold() {
    store.server().execute("CREATE TYPE k AS (n int)");
    assertThatThrownBy(() -> changer.apply(plan()))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("table k");
  }

  private MigrationPlan plan() {
    return new MigrationPlanner(new JdbcTableMapping(dialect), dialect.capabilities())
        .plan(List.of(new WantedTable(KEYED, MigrationMode.SAFE)), Map.of());
  }
}
