package io.cqdestination.postgres.fault;

import java.util.Random;

/**
 * Kills what a stream needs, before messages chosen by a seed: sessions, connections at any byte,
 * connections at COMMIT, and once in a while the server. Used by one thread.
 */
final class RandomKills {
  /** One message of so many is preceded by a kill. */
  private static final int MESSAGES_A_KILL = 6;

  private static final int LONGEST_COPY_BYTES = 20_000;

  private final FaultWorld world;
  private final Random random;
  private int kills;

  RandomKills(FaultWorld world, Random random) {
    this.world = world;
    this.random = random;
  }

  /** Kills something, or nothing. */
  void strikeSometimes() {
    if (random.nextInt(MESSAGES_A_KILL) == 0) {
      kills++;
      strike(random.nextInt(100));
    }
  }

  /** Kills so far, those that still wait for their moment among them. */
  int kills() {
    return kills;
  }

  private void strike(int percent) {
    if (percent < 30) {
      terminateOne();
    } else if (percent < 45) {
      world.proxy().cut();
    } else if (percent < 65) {
      world.proxy().cutAfterCopyBytes(1 + random.nextInt(LONGEST_COPY_BYTES));
    } else if (percent < 80) {
      world.proxy().cutBefore("COMMIT", 1 + random.nextInt(3));
    } else if (percent < 95) {
      world.proxy().cutAfter("COMMIT", 1 + random.nextInt(3));
    } else if (percent < 98) {
      world.server().kill();
      world.server().resume();
    } else {
      world.server().restart();
    }
  }

  private void terminateOne() {
    world
        .sql()
        .rows(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'cloudquery%'
            ORDER BY random() LIMIT 1\
            """);
  }
}
