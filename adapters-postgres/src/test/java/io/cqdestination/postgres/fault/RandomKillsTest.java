package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Streams that are written while sessions, connections and the server are killed, until there were
 * as many kills as asked for (system property {@code kills}). Each stream has a seed, counted on
 * from the property {@code seed}, that decides its rows and before which message what is killed.
 */
class RandomKillsTest {
  private static final int KILLS = Integer.getInteger("kills", 12);
  private static final long FIRST_SEED = Long.getLong("seed", 20_260_101);
  private static final Duration RETRY_TIMEOUT = Duration.ofMinutes(2);
  private static final int ROWS = 150;
  private static final int TABLES = 30;
  private static final int ROWS_OF_MANY = 12;

  @Test
  void everyRowArrivesOnceInSpiteOfKills() {
    int kills = 0;
    try (PostgresServer server = PostgresServer.start()) {
      for (long seed = FIRST_SEED; kills < KILLS; seed++) {
        try {
          kills += writeWhileKilling(server, seed);
        } catch (RuntimeException | AssertionError failure) {
          throw new AssertionError("with -Dseed=" + seed + " after " + kills + " kills", failure);
        }
        System.out.printf("seed %d: %d kills of %d survived%n", seed, kills, KILLS);
      }
    }
  }

  private static int writeWhileKilling(PostgresServer server, long seed) {
    Random random = new Random(seed);
    WriteMode mode = WriteMode.values()[random.nextInt(WriteMode.values().length)];
    GroupLimits groups = random.nextBoolean() ? GroupLimits.ORDINARY : GroupLimits.NONE;
    WritingWay way = new WritingWay(Flavour.POSTGRES, groups, random.nextInt(3) == 0);
    try (FaultWorld world = new FaultWorld(server, way, RETRY_TIMEOUT)) {
      FaultedStreams streams =
          random.nextBoolean()
              ? new FaultedStreams(world, mode, ROWS, random)
              : FaultedStreams.ofManyTables(world, TABLES, ROWS_OF_MANY, random);
      RandomKills kills = new RandomKills(world, random);
      Outcome outcome;
      try (SyncSession session = world.session()) {
        outcome = streams.send(session, kills::strikeSometimes);
      }
      assertThat(outcome.failure()).isEmpty();
      streams.assertRows(outcome);
      world.assertNothingIsLeft();
      return kills.kills();
    }
  }
}
