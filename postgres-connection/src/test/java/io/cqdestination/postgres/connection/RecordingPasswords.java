package io.cqdestination.postgres.connection;

import io.cqdestination.fixtures.postgres.PostgresServer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the shared server's password and counts how often it was asked for. */
final class RecordingPasswords implements PasswordSource {
  private final AtomicInteger asked = new AtomicInteger();

  @Override
  public Optional<String> password(ConnectionSettings settings, Host host) {
    asked.incrementAndGet();
    return Optional.of(PostgresServer.shared().password());
  }

  int asked() {
    return asked.get();
  }
}
