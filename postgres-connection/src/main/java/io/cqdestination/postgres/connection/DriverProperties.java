package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.tls.SslMode;
import java.util.Map;
import java.util.Properties;
import org.postgresql.PGProperty;

/** What the driver is told about one attempt. */
final class DriverProperties {
  /** The rest is in the properties. */
  static final String URL = "jdbc:postgresql://";

  /** The driver has no unlimited wait; this one ends what every other limit has missed. */
  private static final int SOCKET_TIMEOUT_SECONDS = 2 * 60 * 60;

  private static final int CANCEL_TIMEOUT_SECONDS = 10;

  /** The attempt's own deadline counts; this one only has to be longer. */
  private static final int CONNECT_TIMEOUT_SECONDS = 24 * 60 * 60;

  private DriverProperties() {}

  /**
   * @param encrypted whether the attempt is one with TLS
   */
  static Properties of(ConnectionSettings settings, Host host, boolean encrypted) {
    Properties properties = new Properties();
    Map<String, String> runtime = settings.runtimeParameters();
    // Where the attempt connects to, and which name its TLS looks for, the driver does not decide.
    PGProperty.PG_HOST.set(properties, settings.kerberos().host().orElse(host.networkName()));
    PGProperty.KERBEROS_SERVER_NAME.set(properties, settings.kerberos().service());
    PGProperty.JAAS_LOGIN.set(properties, false);
    PGProperty.PG_PORT.set(properties, Integer.toString(host.port()));
    PGProperty.PG_DBNAME.set(properties, settings.database());
    PGProperty.USER.set(properties, settings.user());
    // Not the password: the plugin gives it. Set, so that the driver looks in no file for one.
    PGProperty.PASSWORD.set(properties, "");
    PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(
        properties, AttemptPasswordPlugin.class.getName());
    PGProperty.SOCKET_FACTORY.set(properties, AttemptSocketFactory.class.getName());
    PGProperty.SSL_FACTORY.set(properties, AttemptTlsFactory.class.getName());
    PGProperty.SSL_MODE.set(properties, driverMode(settings.tls().mode(), encrypted));
    PGProperty.SSL_NEGOTIATION.set(properties, settings.tls().direct() ? "direct" : "postgres");
    PGProperty.GSS_ENC_MODE.set(
        properties, settings.authentication().gssEncryptionRequired() ? "require" : "disable");
    // Also for a server on Windows that asks for SSPI, for which the driver has a library of its
    // own.
    PGProperty.GSS_LIB.set(properties, "gssapi");
    PGProperty.CHANNEL_BINDING.set(properties, settings.authentication().channelBinding());
    if (!settings.authentication().methods().isEmpty()) {
      PGProperty.REQUIRE_AUTH.set(properties, settings.authentication().driverMethods());
    }
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
    PGProperty.SSL_RESPONSE_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS * 1000);
    PGProperty.SOCKET_TIMEOUT.set(properties, SOCKET_TIMEOUT_SECONDS);
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_TIMEOUT_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, settings.keepAlive().enabled());
    addSessionProperties(properties, settings, runtime);
    return properties;
  }

  /**
   * The driver verifies nothing by itself, the attempt's TLS does. With {@code prefer} it goes on
   * without TLS over the same socket when the server has none, which saves a connection.
   */
  private static String driverMode(SslMode mode, boolean encrypted) {
    if (!encrypted) {
      return SslMode.DISABLE.text();
    }
    return mode == SslMode.PREFER ? SslMode.PREFER.text() : SslMode.REQUIRE.text();
  }

  private static void addSessionProperties(
      Properties properties, ConnectionSettings settings, Map<String, String> runtime) {
    // Without this the application's name is set by a statement, after the start-up packet.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
    PGProperty.APPLICATION_NAME.set(properties, StartupParameters.behindApplicationName(settings));
    if (runtime.containsKey("search_path")) {
      PGProperty.CURRENT_SCHEMA.set(properties, runtime.get("search_path"));
    }
    if (runtime.containsKey("options")) {
      PGProperty.OPTIONS.set(properties, runtime.get("options"));
    }
    // Statements prepared on the server would outlive a transaction, which poolers do not allow.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    PGProperty.ADAPTIVE_FETCH.set(properties, false);
  }
}
