package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.socket.Traffic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open session, looked at by one thread from time to time: when it has been silent for long, the
 * server is asked about it, and unless that is at work for it, the session is given up.
 */
final class WatchedSession {
  private static final Logger log = LoggerFactory.getLogger(WatchedSession.class);

  private static final String TOO_MANY_CONNECTIONS = "53300";

  /**
   * A server without a slot for the question is there, but that cannot excuse a session for ever.
   */
  private static final int MOST_REFUSALS = 10;

  private final Endpoint endpoint;
  private final Traffic traffic;
  private final BackendInquiry inquiry;
  private final ConnectionSource secondConnections;
  private long lookedAtNanos = System.nanoTime();
  private int refusals;
  private volatile boolean asking;

  /**
   * @param secondConnections leads to the same server; its connections are not watched and end
   *     their own waits
   */
  WatchedSession(
      Endpoint endpoint,
      Traffic traffic,
      BackendInquiry inquiry,
      ConnectionSource secondConnections) {
    this.endpoint = endpoint;
    this.traffic = traffic;
    this.inquiry = inquiry;
    this.secondConnections = secondConnections;
  }

  boolean hasEnded() {
    return traffic.hasEnded();
  }

  /**
   * Starts an inquiry when it is time for one; does not wait for it.
   *
   * @param patience silence before the first inquiry and between two
   * @param grace for an answer that was on its way when the server was asked
   */
  void look(Duration patience, Duration grace) {
    OptionalLong since = traffic.waitingSince();
    if (asking || since.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    long silence = now - since.getAsLong();
    if (Math.min(silence, now - lookedAtNanos) >= patience.toNanos()) {
      asking = true;
      Thread.ofVirtual()
          .name("silence inquiry")
          .start(() -> inquire(since.getAsLong(), Duration.ofNanos(silence), grace));
    }
  }

  private void inquire(long since, Duration silence, Duration grace) {
    try (Connection connection = secondConnections.connect()) {
      refusals = 0;
      if (inquiry.isAtWork(connection, silence)) {
        log.debug("silent for {} s, but the server is at work", silence.toSeconds());
        return;
      }
      TimeUnit.NANOSECONDS.sleep(grace.toNanos());
      if (isStillWaiting(since)) {
        giveUp(silence, "the server is not at work for this session");
        inquiry.terminate(connection);
      }
    } catch (SQLException failure) {
      if (isStillWaiting(since) && !isExcused(failure)) {
        giveUp(
            silence,
            "the server could not be asked why: " + ConnectionFailure.of(failure).description());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lookedAtNanos = System.nanoTime();
      asking = false;
    }
  }

  private boolean isExcused(SQLException failure) {
    return TOO_MANY_CONNECTIONS.equals(failure.getSQLState()) && ++refusals < MOST_REFUSALS;
  }

  private boolean isStillWaiting(long since) {
    OptionalLong now = traffic.waitingSince();
    return now.isPresent() && now.getAsLong() == since && !traffic.hasEnded();
  }

  private void giveUp(Duration silence, String why) {
    String reason =
        "no word from %s for %d s; %s".formatted(endpoint, Math.max(1, silence.toSeconds()), why);
    log.warn("a connection is given up: {}", reason);
    try {
      traffic.giveUp(reason);
    } catch (IOException failure) {
      log.debug("a silent connection could not be closed", failure);
    }
  }
}
