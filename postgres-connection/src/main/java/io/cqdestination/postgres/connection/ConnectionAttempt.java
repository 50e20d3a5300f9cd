package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.kerberos.KerberosLogin;
import io.cqdestination.postgres.connection.silence.Traffic;
import io.cqdestination.postgres.connection.tls.TlsLayer;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * One try to open a session at one address. The driver makes its helpers from class names; they
 * find their attempt in {@link #CURRENT}. Used once; only the helpers' methods may be called later
 * and by other threads.
 */
final class ConnectionAttempt {
  static final ScopedValue<ConnectionAttempt> CURRENT = ScopedValue.newInstance();

  private static final Driver DRIVER = new org.postgresql.Driver();

  /** For the connections over which the driver asks the server to cancel a statement. */
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(10);

  private enum State {
    OPENING,
    OPEN,
    EXPIRED
  }

  private final ConnectionSettings settings;
  private final Endpoint endpoint;
  private final Optional<TlsLayer> tls;
  private final PasswordSource passwords;
  private final long deadline;
  private final Subject subject = new Subject();
  private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
  private volatile @Nullable Socket socket;
  private volatile Traffic traffic = new Traffic();
  private volatile @Nullable IOException connectFailure;
  private volatile @Nullable SSLSocket secured;
  private volatile @Nullable SQLException loginFailure;
  private volatile boolean kerberos;

  /**
   * @param tls what the connection is encrypted with; empty for none
   * @param deadline in {@link System#nanoTime()} until when the session has to be usable
   */
  ConnectionAttempt(
      ConnectionSettings settings,
      Endpoint endpoint,
      Optional<TlsLayer> tls,
      PasswordSource passwords,
      long deadline) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.tls = tls;
    this.passwords = passwords;
    this.deadline = deadline;
  }

  /**
   * @throws SQLException the server's own refusal, or one that says what happened at the endpoint
   */
  Connection open() throws SQLException {
    Properties properties = DriverProperties.of(settings, endpoint.host(), tls.isPresent());
    CountDownLatch done = new CountDownLatch(1);
    Thread.ofVirtual().name("connect limit").start(() -> expireUnless(done));
    try {
      Connection connection =
          ScopedValue.where(CURRENT, this).call(() -> connectAs(subject, properties));
      if (!state.compareAndSet(State.OPENING, State.OPEN)) {
        connection.close();
        throw new SQLException("the time to connect is over");
      }
      return connection;
    } catch (SQLException e) {
      throw AttemptFailure.explain(e, this);
    } finally {
      done.countDown();
    }
  }

  /** With the subject that the driver looks into for Kerberos' tickets. */
  private static Connection connectAs(Subject subject, Properties properties) throws SQLException {
    try {
      return Subject.callAs(subject, () -> DRIVER.connect(DriverProperties.URL, properties));
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Gets a ticket for the subject: the server has asked for Kerberos. */
  void logInWithKerberos() throws SQLException {
    try {
      KerberosLogin.into(subject, settings.kerberos());
      kerberos = true;
    } catch (LoginException | IOException e) {
      loginFailure =
          new SQLInvalidAuthorizationSpecException(
              "%s asks for Kerberos: %s".formatted(endpoint, e.getMessage()),
              AttemptFailure.INVALID_AUTHORIZATION,
              e);
      throw loginFailure;
    }
  }

  /** Whether the session began with a ticket of Kerberos. */
  boolean hasUsedKerberos() {
    return kerberos;
  }

  /** Why there was no ticket, if that is what happened. */
  Optional<SQLException> loginFailure() {
    return Optional.ofNullable(loginFailure);
  }

  /** A socket to the server; also for cancel requests after the session is open. */
  Socket openSocket() throws IOException {
    return state.get() == State.OPEN
        ? endpoint.connect(CANCEL_LIMIT, settings.keepAlive(), new Traffic())
        : openFirstSocket();
  }

  private Socket openFirstSocket() throws IOException {
    try {
      Duration limit = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      Traffic waits = new Traffic();
      Socket opened = endpoint.connect(limit, settings.keepAlive(), waits);
      traffic = waits;
      socket = opened;
      secured = null;
      if (hasExpired()) {
        opened.close();
      }
      return opened;
    } catch (IOException e) {
      connectFailure = e;
      throw e;
    }
  }

  /** The client's side of TLS over a socket to the server. */
  SSLSocket secure(Socket plain) throws IOException {
    Host host = endpoint.host();
    SSLSocket layered = tls.orElseThrow().over(plain, host.networkName(), host.port());
    secured = layered;
    return layered;
  }

  /** The password for the server, which has asked for it. */
  Optional<String> password() throws SQLException {
    return passwords.password(settings, endpoint.host());
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** The waits on the session's socket. */
  Traffic traffic() {
    return traffic;
  }

  boolean wantsTls() {
    return tls.isPresent();
  }

  /** Whether the address is no good, with or without TLS. */
  boolean isFinal() {
    return hasExpired() || connectFailure().isPresent();
  }

  boolean hasExpired() {
    return state.get() == State.EXPIRED;
  }

  /** Why no socket could be opened, if that is what happened. */
  Optional<IOException> connectFailure() {
    return Optional.ofNullable(connectFailure);
  }

  /** The encrypted socket, if the server agreed to TLS. */
  Optional<SSLSocket> secured() {
    return Optional.ofNullable(secured);
  }

  private void expireUnless(CountDownLatch done) {
    try {
      if (!done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
          && state.compareAndSet(State.OPENING, State.EXPIRED)) {
        Socket open = socket;
        if (open != null) {
          open.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      connectFailure = e;
    }
  }
}
