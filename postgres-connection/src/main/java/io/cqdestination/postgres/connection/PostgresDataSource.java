package io.cqdestination.postgres.connection;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions of PostgreSQL and CockroachDB from what libpq and pgx take: a URI or keywords with
 * values, several hosts, the environment's PG* variables, service and password files, TLS modes,
 * unix sockets. Each call of {@link #getConnection()} opens a session of its own, in UTC and in
 * autocommit mode, which leaves nothing on the server that outlives a transaction. Thread-safe.
 *
 * <p>Every wait ends: opening after connect_timeout, or 30 s where the user set none, for each
 * address. When an open session has been silent for 30 s while somebody waits for it, the server is
 * asked over a second connection; unless it is at work for that session, the wait fails (SQLState
 * 08006) and the session is ended on the server too. {@link Connection#abort} ends the waits of
 * other threads at once.
 */
public final class PostgresDataSource implements DataSource {
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

  private final ConnectionSettings settings;
  private final ConnectionOpener opener;

  private PostgresDataSource(
      ConnectionSettings settings, PasswordSource passwords, Duration silenceLimit) {
    this.settings = settings;
    this.opener = new ConnectionOpener(settings, passwords, silenceLimit);
  }

  /**
   * Reads a connection string and what it leaves open from the surroundings; connects to nothing.
   * Files it names are read once, to see that they can be.
   *
   * @throws io.cqdestination.postgres.connection.syntax.InvalidConnectionString saying what is
   *     wrong and where, without a password
   */
  public static PostgresDataSource of(String connectionString, ClientEnvironment environment) {
    return of(connectionString, environment, SILENCE_LIMIT);
  }

  /**
   * @param silenceLimit how long an open session may be silent before the server is asked about it,
   *     more than 0
   */
  public static PostgresDataSource of(
      String connectionString, ClientEnvironment environment, Duration silenceLimit) {
    return new PostgresDataSource(
        ConnectionSettings.parse(connectionString, environment),
        ConnectionSettings::passwordOf,
        silenceLimit);
  }

  /**
   * As {@link #of(String, ClientEnvironment)}, with passwords that are issued: each new connection
   * gets one, whatever password the connection string or its surroundings have. One that the server
   * rejects is replaced once.
   */
  public static PostgresDataSource of(
      String connectionString, ClientEnvironment environment, PasswordIssuer issuer) {
    return new PostgresDataSource(
        ConnectionSettings.parse(connectionString, environment, issuer.needsTls()),
        new IssuedPasswords(issuer),
        SILENCE_LIMIT);
  }

  /** What the connection string says of a pool; this opens a session for each caller. */
  public PoolSettings pool() {
    return settings.pool();
  }

  /** Whether the connection string, or what it leaves open to, has a password. */
  public boolean hasPassword() {
    return settings.hosts().stream().anyMatch(host -> settings.passwordOf(host).isPresent());
  }

  /** Which database this is, for people: its name and addresses, without user or password. */
  public String place() {
    return "database %s at %s"
        .formatted(
            settings.database(),
            settings.hosts().stream().map(Host::toString).collect(Collectors.joining(" or ")));
  }

  /** Names of parameters that are accepted and change nothing here. */
  public List<String> parametersWithoutEffect() {
    return settings.parametersWithoutEffect();
  }

  /**
   * @throws SQLException the server's own, or one with SQLState 08001, 08004 or 28000 that says
   *     what happened at which address; {@link ConnectionFailure} sorts them
   */
  @Override
  public Connection getConnection() throws SQLException {
    return opener.connect();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the connection string says who connects");
  }

  /** 0: what the connection string says counts. */
  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("connect_timeout is part of the connection string");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
    throw new SQLFeatureNotSupportedException("SLF4J takes what is logged");
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("SLF4J takes what is logged");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (isWrapperFor(type)) {
      return type.cast(this);
    }
    throw new SQLException("this is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public String toString() {
    return "PostgresDataSource[" + settings + "]";
  }
}
