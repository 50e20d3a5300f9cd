package io.cqdestination.postgres.connection.silence;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one open session from time to time: when it has been silent for long while somebody
 * waits, the server is asked about it, and unless that is at work for it, the session is given up.
 * TCP alone does not tell: a peer that vanished, a firewall that forgot the connection, or a proxy
 * that swallows what it gets all look like a server that takes its time. Its thread ends soon after
 * the socket is closed.
 */
public final class SilenceWatch {
  private static final Logger log = LoggerFactory.getLogger(SilenceWatch.class);
  private static final String TOO_MANY_CONNECTIONS = "53300";

  /** How much of the patience lies between two looks. */
  private static final int LOOKS = 10;

  /**
   * A server without a slot for the question is there, but that cannot excuse a session for ever.
   */
  private static final int MOST_REFUSALS = 10;

  private final String server;
  private final Traffic traffic;
  private final BackendInquiry inquiry;
  private final SecondConnections secondConnections;
  private final Duration patience;

  /** Between two looks; also for an answer that was on its way when the server was asked. */
  private final Duration pause;

  private long askedAtNanos = System.nanoTime();
  private int refusals;

  private SilenceWatch(
      String server,
      Traffic traffic,
      BackendInquiry inquiry,
      SecondConnections secondConnections,
      Duration patience) {
    this.server = server;
    this.traffic = traffic;
    this.inquiry = inquiry;
    this.secondConnections = secondConnections;
    this.patience = patience;
    this.pause = patience.dividedBy(LOOKS);
  }

  /**
   * Watches a session until its socket is closed.
   *
   * @param server for messages
   * @param processNumber what the server, or a pooler, said when the session was opened
   * @param patience silence before the server is asked and between two questions, more than 0
   */
  public static void start(
      String server,
      Traffic traffic,
      int processNumber,
      SecondConnections secondConnections,
      Duration patience) {
    BackendInquiry inquiry = new BackendInquiry(processNumber);
    SilenceWatch watch = new SilenceWatch(server, traffic, inquiry, secondConnections, patience);
    Thread.ofVirtual().name("silence watch").start(watch::run);
  }

  private void run() {
    try {
      while (!traffic.hasEnded()) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        look();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    OptionalLong since = traffic.waitingSince();
    if (since.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    long silence = now - since.getAsLong();
    if (Math.min(silence, now - askedAtNanos) >= patience.toNanos()) {
      ask(since.getAsLong(), Duration.ofNanos(silence));
      askedAtNanos = System.nanoTime();
    }
  }

  private void ask(long since, Duration silence) throws InterruptedException {
    try (Connection connection = secondConnections.connect()) {
      refusals = 0;
      if (inquiry.isAtWork(connection, silence)) {
        log.debug("silent for {} s, but the server is at work", silence.toSeconds());
        return;
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      if (isStillWaiting(since)) {
        giveUp(silence, "the server is not at work for this session");
        inquiry.terminate(connection);
      }
    } catch (SQLException failure) {
      if (isStillWaiting(since) && !isExcused(failure)) {
        giveUp(silence, "the server could not be asked why: " + failure.getMessage());
      }
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
        "no word from %s for %d s; %s".formatted(server, Math.max(1, silence.toSeconds()), why);
    log.warn("a connection is given up: {}", reason);
    try {
      traffic.giveUp(reason);
    } catch (IOException failure) {
      log.debug("a silent connection could not be closed", failure);
    }
  }
}
