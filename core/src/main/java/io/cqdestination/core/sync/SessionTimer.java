package io.cqdestination.core.sync;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ticks every running session, so that batches close by time. Thread-safe. */
public final class SessionTimer implements AutoCloseable {
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(5);

  private final Set<SyncSession> sessions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("batch-timer").factory());

  /**
   * @param batchTimeout the time that ticks have to keep; they come several times as often
   */
  public SessionTimer(Duration batchTimeout) {
    long period =
        Math.clamp(
            batchTimeout.toMillis() / 8, SHORTEST_PERIOD.toMillis(), LONGEST_PERIOD.toMillis());
    var _ = executor.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
  }

  void add(SyncSession session) {
    sessions.add(session);
  }

  void remove(SyncSession session) {
    sessions.remove(session);
  }

  private void tick() {
    long now = System.nanoTime();
    sessions.forEach(session -> session.tick(now));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
