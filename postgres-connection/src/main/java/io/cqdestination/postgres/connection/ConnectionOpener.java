package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.silence.SilenceWatch;
import io.cqdestination.postgres.connection.tls.SslMode.Encryption;
import io.cqdestination.postgres.connection.tls.TlsLayer;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Opens a new session for each caller: the hosts in order, each host's addresses in order, each
 * with and without TLS as sslmode says, until one is usable. Thread-safe.
 */
final class ConnectionOpener implements ConnectionSource {
  private static final Duration DEFAULT_CONNECT_LIMIT = Duration.ofSeconds(30);

  /** For each step of asking about a session that has gone silent. */
  private static final Duration INQUIRY_LIMIT = Duration.ofSeconds(10);

  private final ConnectionSettings settings;
  private final PasswordSource passwords;
  private final Duration silenceLimit;
  private final ServerNotices notices = new ServerNotices();

  /**
   * @param passwords asked whenever a server asks for one
   * @param silenceLimit how long an open session may be silent before the server is asked
   */
  ConnectionOpener(ConnectionSettings settings, PasswordSource passwords, Duration silenceLimit) {
    this.settings = settings;
    this.passwords = passwords;
    this.silenceLimit = silenceLimit;
  }

  /**
   * @throws SQLException the server's own, or one with SQLState 08001, 08004 or 28000 that says
   *     what happened at which address; {@link ConnectionFailure} sorts them
   */
  @Override
  public Connection connect() throws SQLException {
    FailedAttempts failures = new FailedAttempts();
    for (ServerRequirement requirement :
        ServerRequirement.rounds(settings.targetSessionAttributes())) {
      failures = new FailedAttempts();
      for (Host host : inOrder(settings.hosts())) {
        Optional<Connection> connection = connectTo(host, requirement, failures);
        if (connection.isPresent()) {
          return connection.get();
        }
        if (failures.areFinal()) {
          throw failures.summary();
        }
      }
    }
    throw failures.summary();
  }

  private Optional<Connection> connectTo(
      Host host, ServerRequirement requirement, FailedAttempts failures) throws SQLException {
    List<Endpoint> endpoints;
    try {
      endpoints = Endpoint.of(host, connectLimit());
    } catch (UnknownHostException e) {
      failures.add(
          new SQLException(
              "no such host \"" + ((Host.Network) host).name() + "\"",
              AttemptFailure.UNABLE_TO_CONNECT,
              e));
      return Optional.empty();
    } catch (IOException e) {
      failures.add(new SQLException(e.getMessage(), AttemptFailure.UNABLE_TO_CONNECT, e));
      return Optional.empty();
    }
    for (Endpoint endpoint : inOrder(endpoints)) {
      Optional<Connection> connection =
          connectTo(endpoint, connectLimit(), requirement, failures, this::watch);
      if (connection.isPresent() || failures.areFinal()) {
        return connection;
      }
    }
    return Optional.empty();
  }

  private Optional<Connection> connectTo(
      Endpoint endpoint,
      Duration limit,
      ServerRequirement requirement,
      FailedAttempts failures,
      WaitLimit waits)
      throws SQLException {
    @Nullable PasswordSource prepared = prepare(endpoint.host(), failures);
    boolean renewed = false;
    long deadline = System.nanoTime() + limit.toNanos();
    Deque<Encryption> encryptions = new ArrayDeque<>(encryptions(endpoint));
    while (prepared != null && !encryptions.isEmpty()) {
      Encryption encryption = encryptions.remove();
      Optional<TlsLayer> tls =
          encryption == Encryption.TLS ? Optional.of(tlsLayer()) : Optional.empty();
      ConnectionAttempt attempt =
          new ConnectionAttempt(settings, endpoint, tls, prepared, deadline);
      @Nullable Connection connection = null;
      try {
        connection = attempt.open();
        waits.put(connection, attempt);
        return Optional.of(prepared(connection, attempt, requirement));
      } catch (SQLException e) {
        closeQuietly(connection, e);
        if (!renewed && AttemptFailure.isRejectedLogin(e) && prepared.reject()) {
          renewed = true;
          prepared = prepare(endpoint.host(), failures);
          deadline = System.nanoTime() + limit.toNanos();
          encryptions.addFirst(encryption);
          continue;
        }
        failures.add(e);
        if (failures.areFinal() || attempt.isFinal() || connection != null) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** The passwords for a host; null, and a failure more, when there are none. */
  private @Nullable PasswordSource prepare(Host host, FailedAttempts failures) {
    try {
      return passwords.prepare(settings, host);
    } catch (SQLException e) {
      failures.add(e);
      return null;
    }
  }

  private void watch(Connection connection, ConnectionAttempt attempt) throws SQLException {
    SilenceWatch.start(
        attempt.endpoint().toString(),
        attempt.traffic(),
        connection.unwrap(PGConnection.class).getBackendPID(),
        () -> connectAgain(attempt.endpoint()),
        silenceLimit);
  }

  /** A connection for a few quick questions to the server at an address. */
  private Connection connectAgain(Endpoint endpoint) throws SQLException {
    FailedAttempts failures = new FailedAttempts();
    Duration limit = Collections.min(List.of(connectLimit(), INQUIRY_LIMIT));
    return connectTo(endpoint, limit, ServerRequirement.NONE, failures, ConnectionOpener::limit)
        .orElseThrow(failures::summary);
  }

  private static void limit(Connection connection, ConnectionAttempt attempt) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(INQUIRY_LIMIT.toMillis()));
  }

  /** Sees to it that the waits on a new session end. */
  @FunctionalInterface
  private interface WaitLimit {
    void put(Connection connection, ConnectionAttempt attempt) throws SQLException;
  }

  /** What the driver throws about answers that it did not expect fails the attempt, too. */
  private Connection prepared(
      Connection connection, ConnectionAttempt attempt, ServerRequirement requirement)
      throws SQLException {
    try {
      return prepare(connection, attempt, requirement);
    } catch (RuntimeException | OutOfMemoryError broken) {
      throw new SQLException(
          "the session with " + attempt.endpoint() + " failed: the server breaks the protocol",
          AttemptFailure.UNABLE_TO_CONNECT,
          broken);
    }
  }

  private Connection prepare(
      Connection connection, ConnectionAttempt attempt, ServerRequirement requirement)
      throws SQLException {
    if (settings.tls().clientCertificateRequired()
        && attempt.secured().map(s -> s.getSession().getLocalCertificates()).isEmpty()) {
      throw new SQLNonTransientConnectionException(
          attempt.endpoint() + " did not take a client certificate, which sslcertmode requires",
          AttemptFailure.REJECTED);
    }
    if (settings.authentication().kerberosAlone() && !attempt.hasUsedKerberos()) {
      throw new SQLNonTransientConnectionException(
          attempt.endpoint() + " did not ask for Kerberos, which require_auth demands",
          AttemptFailure.REJECTED);
    }
    notices.takeFrom(connection);
    // The driver sends the Java machine's time zone; poolers keep track of what replaces it.
    if (!"UTC".equals(connection.unwrap(PGConnection.class).getParameterStatus("TimeZone"))) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TIME ZONE 'UTC'");
      }
    }
    requirement.check(connection, attempt.endpoint());
    return new OpenSession(connection, notices, attempt.traffic());
  }

  private List<Encryption> encryptions(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.UnixSocket _ -> List.of(Encryption.NONE);
      case Endpoint.Network _ -> settings.tls().mode().attempts();
    };
  }

  private TlsLayer tlsLayer() throws SQLException {
    try {
      return TlsLayer.of(settings.tls());
    } catch (IOException | GeneralSecurityException e) {
      throw new SQLNonTransientConnectionException(
          "TLS cannot be set up: " + e.getMessage(), AttemptFailure.UNABLE_TO_CONNECT, e);
    }
  }

  private Duration connectLimit() {
    return settings.connectTimeout().isZero() ? DEFAULT_CONNECT_LIMIT : settings.connectTimeout();
  }

  private <T> List<T> inOrder(List<T> candidates) {
    if (!settings.loadBalanceHosts()) {
      return candidates;
    }
    List<T> shuffled = new ArrayList<>(candidates);
    Collections.shuffle(shuffled);
    return shuffled;
  }

  private static void closeQuietly(@Nullable Connection connection, SQLException reason) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        reason.addSuppressed(e);
      }
    }
  }
}
