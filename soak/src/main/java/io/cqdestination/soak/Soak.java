package io.cqdestination.soak;

import io.cqdestination.fixtures.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs rounds of syncs with faults, side by side on a server each, until there were enough or the
 * time is over. A seed, counted on from the first, decides the shape of a round and before which
 * message what is killed; how far the plugin is at that moment it does not.
 */
public final class Soak {
  private static final int WORKERS = 3;

  private final Path binary;
  private final long lastSeed;
  private final long endNanos;
  private final AtomicLong nextSeed;
  private final SoakTally tally;

  private Soak(Path binary, long firstSeed, int rounds, Duration limit) {
    this.binary = binary;
    this.nextSeed = new AtomicLong(firstSeed);
    this.lastSeed = firstSeed + rounds - 1;
    this.endNanos = System.nanoTime() + limit.toNanos();
    this.tally = new SoakTally(rounds);
  }

  /**
   * @param arguments the plugin's executable, the number of rounds, most minutes, the CSV file to
   *     write, the first seed
   */
  public static void main(String... arguments) throws Exception {
    Soak soak =
        new Soak(
            Path.of(arguments[0]).toAbsolutePath(),
            Long.parseLong(arguments[4]),
            Integer.parseInt(arguments[1]),
            Duration.ofMinutes(Long.parseLong(arguments[2])));
    boolean clean;
    try {
      clean = soak.run();
    } finally {
      Files.write(Path.of(arguments[3]), soak.tally.csv());
    }
    System.exit(clean ? 0 : 1);
  }

  private boolean run() throws Exception {
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(WORKERS)) {
      for (int i = 0; i < WORKERS; i++) {
        workers.add(
            executor.submit(() -> {
              runRounds();
              return null;
            }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    tally.print();
    return tally.isClean();
  }

  private void runRounds() throws InterruptedException {
    try (PostgresServer server = PostgresServer.start()) {
      for (long seed = nextSeed.getAndIncrement();
          seed <= lastSeed && System.nanoTime() < endNanos;
          seed = nextSeed.getAndIncrement()) {
        try {
          tally.add(new SoakRound(seed, binary, server).run());
        } catch (RuntimeException | AssertionError failure) {
          nextSeed.set(lastSeed + 1);
          throw new AssertionError("the round of seed " + seed + " could not be run", failure);
        }
      }
    }
  }
}
