package io.cqdestination.core.sync;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ticks every running session, so that batches close by time. Thread-safe. */
public final class SessionTimer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SessionTimer.class);
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
    sessions.forEach(session -> tick(session, now));
  }

  /** Nobody but the session's own stream would learn of a fault, and no tick would follow it. */
  private static void tick(SyncSession session, long now) {
    try {
      session.tick(now);
    } catch (RuntimeException | Error fault) {
      log.error("closing batches by time failed for a reason that is this plugin's own", fault);
      session.refused(
          "", new DatabaseRefused("closing batches by time failed: %s".formatted(fault), fault));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
