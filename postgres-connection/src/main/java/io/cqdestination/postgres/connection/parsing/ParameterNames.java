package io.cqdestination.postgres.connection.parsing;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a parameter of a connection string is for. Names are case-sensitive, as in libpq. Sources:
 * libpq's list of parameter keywords, pgx 5 and its pool.
 */
public final class ParameterNames {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "host",
          "hostaddr",
          "port",
          "database",
          "user",
          "password",
          "passfile",
          "service",
          "servicefile",
          "connect_timeout",
          "application_name",
          "fallback_application_name",
          "search_path",
          "options",
          "sslmode",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "sslpassword",
          "sslcertmode",
          "sslsni",
          "sslnegotiation",
          "ssl_min_protocol_version",
          "ssl_max_protocol_version",
          "target_session_attrs",
          "load_balance_hosts",
          "channel_binding",
          "require_auth",
          "keepalives",
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "min_protocol_version",
          "max_protocol_version",
          "gssencmode",
          "krbsrvname",
          "krbspn",
          "pool_max_conns",
          "pool_max_conn_lifetime",
          "pool_max_conn_idle_time");

  /** Tuning of another client library or platform; nothing here depends on it. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "tcp_user_timeout",
          "statement_cache_mode",
          "statement_cache_capacity",
          "description_cache_capacity",
          "default_query_exec_mode",
          "pool_min_conns",
          "pool_min_idle_conns",
          "pool_health_check_period",
          "pool_max_conn_lifetime_jitter",
          "pool_ping_timeout",
          "client_encoding",
          "sslcompression",
          "gsslib");

  /** Leaving one of these out silently would make a connection weaker or other than asked for. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "ssl",
          "sslcrl",
          "sslcrldir",
          "sslkeylogfile",
          "requiressl",
          "requirepeer",
          "replication",
          "gssdelegation",
          "scram_client_key",
          "scram_server_key",
          "oauth_issuer",
          "oauth_client_id",
          "oauth_client_secret",
          "oauth_scope");

  private static final Pattern POSSIBLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$.-]*");

  private ParameterNames() {}

  /** The one spelling used here: libpq's, but {@code database} for {@code dbname}. */
  public static String canonical(String name) {
    return name.equals("dbname") ? "database" : name;
  }

  /**
   * Whether a server could know a setting of that name. What cannot be one is most likely a piece
   * of a string that is broken, a URI with a misspelt scheme for example, and must not be shown.
   */
  static boolean isPossible(String name) {
    return POSSIBLE.matcher(name).matches();
  }

  /** Whether the name is one of libpq's or pgx's, and so surely not a piece of a secret. */
  public static boolean isKnown(String name) {
    return UNDERSTOOD.contains(name) || WITHOUT_EFFECT.contains(name) || UNSUPPORTED.contains(name);
  }

  /** Whether the parameter is accepted and changes nothing. */
  public static boolean isWithoutEffect(String name) {
    return WITHOUT_EFFECT.contains(name);
  }

  /** Whether the parameter asks for something that cannot be given. */
  public static boolean isUnsupported(String name) {
    return UNSUPPORTED.contains(name);
  }

  /** Whether the parameter is a setting the server gets when a session starts. */
  public static boolean isSessionSetting(String name) {
    return !isKnown(name)
        || name.equals("application_name")
        || name.equals("search_path")
        || name.equals("options");
  }
}
