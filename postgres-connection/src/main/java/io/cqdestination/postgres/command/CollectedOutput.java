package io.cqdestination.postgres.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What a process writes into one of its streams, read by a thread of its own. */
final class CollectedOutput {
  /** A program that went on in the background may hold the stream open. */
  private static final Duration LAST_BYTES = Duration.ofSeconds(1);

  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private final Thread reader;

  private CollectedOutput(InputStream stream, int most) {
    this.reader = Thread.ofVirtual().name("output of a command").start(() -> read(stream, most));
  }

  /**
   * Reads to the end; what is more than so many bytes is dropped.
   *
   * @param stream closed at the end
   */
  static CollectedOutput of(InputStream stream, int most) {
    return new CollectedOutput(stream, most);
  }

  /** What was written, after the process has ended. */
  byte[] bytes() throws InterruptedException {
    reader.join(LAST_BYTES);
    return collected.toByteArray();
  }

  private void read(InputStream stream, int most) {
    byte[] buffer = new byte[4096];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        collected.write(buffer, 0, Math.min(read, most - collected.size()));
      }
    } catch (IOException e) {
      // The process was ended while it wrote: what came before is all there is.
      return;
    }
  }
}
