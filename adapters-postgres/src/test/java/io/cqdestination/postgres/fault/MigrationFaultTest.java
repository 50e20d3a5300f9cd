package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.EveryFlavour;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations during which the server goes away, or gives way to another one. */
@EveryFlavour
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationFaultTest {
  private static final int TABLES = 500;

  private static PostgresServer server;

  private final FaultWorld world;

  MigrationFaultTest(Flavour flavour) {
    world =
        new FaultWorld(
            server, new WritingWay(flavour, GroupLimits.ORDINARY), Duration.ofSeconds(60));
  }

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void close() {
    world.assertNothingIsLeft();
    world.close();
  }

  @Test
  void aFailoverAmongManyTablesIsPassedOver() throws Exception {
    CompletableFuture<Void> migration;
    try (Gate gate = Gate.afterCreating(world.sql(), "t_100")) {
      migration = CompletableFuture.runAsync(() -> migrate(TABLES));
      gate.awaitArrival();
      Failover.strike(world);
    }
    try {
      migration.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      Failover.undo(server);
    }
    assertThat(tables()).isEqualTo(TABLES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"25006", "25P03", "57P05", "57P01", "40001"})
  void whatMayPassIsTriedAgain(String state) {
    world
        .sql()
        .execute(
            """
            CREATE SEQUENCE attempts;
            CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF nextval('public.attempts') <= 2 THEN
                RAISE EXCEPTION 'not now' USING ERRCODE = '%s';
              END IF;
            END $$;
            CREATE EVENT TRIGGER refuse ON ddl_command_start EXECUTE PROCEDURE refuse()\
            """
                .formatted(state));
    migrate(1);
    assertThat(tables()).isEqualTo(1);
  }

  private void migrate(int tables) {
    world
        .migrator()
        .migrate(
            IntStream.range(0, tables)
                .mapToObj(i -> Table.of("t_" + i, Column.of("n", Types.INT64)))
                .map(table -> new MigrateTable(table, MigrationMode.SAFE))
                .toList());
  }

  private int tables() {
    return Integer.parseInt(
        world.sql().value("SELECT count(*) FROM pg_class WHERE relname ~ '^t_[0-9]+$'"));
  }
}
