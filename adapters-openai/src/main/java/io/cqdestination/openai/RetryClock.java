package io.cqdestination.openai;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time, and waiting for it. */
interface RetryClock extends InstantSource {
  RetryClock SYSTEM =
      new RetryClock() {
        @Override
        public Instant instant() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  void sleep(Duration duration) throws InterruptedException;
}
