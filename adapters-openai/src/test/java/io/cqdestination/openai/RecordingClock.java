package io.cqdestination.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock on which waiting takes no time: it jumps ahead and remembers by how much. */
final class RecordingClock implements RetryClock {
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private Instant now = START;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(duration);
    now = now.plus(duration);
  }

  List<Duration> waits() {
    return waits;
  }
}
