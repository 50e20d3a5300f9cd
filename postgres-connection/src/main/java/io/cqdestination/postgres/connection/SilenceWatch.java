package io.cqdestination.postgres.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends waits for servers that are gone without a word. TCP alone does not: a peer that vanished, a
 * firewall that forgot the connection, or a proxy that swallows what it gets all look like a server
 * that takes its time. Thread-safe; its thread runs while sessions are open.
 */
final class SilenceWatch {
  /** How much of the patience lies between two looks. */
  private static final int LOOKS = 10;

  private final Duration patience;
  private final Duration pause;
  private final Set<WatchedSession> sessions = new HashSet<>();
  private boolean running;

  /**
   * @param patience silence after which the server is asked, more than 0
   */
  SilenceWatch(Duration patience) {
    this.patience = patience;
    this.pause = patience.dividedBy(LOOKS);
  }

  /** Looks at a session until its socket is closed. */
  synchronized void add(WatchedSession session) {
    sessions.add(session);
    if (!running) {
      running = true;
      Thread.ofVirtual().name("silence watch").start(this::run);
    }
  }

  private void run() {
    try {
      for (List<WatchedSession> open = open(); !open.isEmpty(); open = open()) {
        open.forEach(session -> session.look(patience, pause));
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The sessions to look at; when there are none, the thread has to end. */
  private synchronized List<WatchedSession> open() {
    sessions.removeIf(WatchedSession::hasEnded);
    running = !sessions.isEmpty();
    return new ArrayList<>(sessions);
  }
}
