package io.cqdestination.app.assembly;

import io.cqdestination.runtime.logging.LibraryEvents;
import java.util.List;

/**
 * What the database driver says of itself, down to the messages it sends and receives, but for
 * those of a login. They hold no password, but what follows from it and lets one be guessed at
 * leisure: digests, salts and proofs. Thread-safe; one setting for the whole process.
 */
final class DriverEvents {
  /** Beside the driver's name, parts of its words for messages of a login, sent and received. */
  private static final LibraryEvents EVENTS =
      new LibraryEvents("org.postgresql", List.of("Password", "SASL", "SCRAM"));

  private DriverEvents() {}

  /**
   * @param shown whether events appear from now on, as far as the process's log level lets them
   */
  static void show(boolean shown) {
    EVENTS.show(shown);
  }
}
