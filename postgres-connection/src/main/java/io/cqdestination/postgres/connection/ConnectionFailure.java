package io.cqdestination.postgres.connection;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why a connection cannot be used.
 *
 * @param description for the user: the server's words where it spoke, and nothing around them;
 *     never a password
 */
public record ConnectionFailure(ConnectionFailureCode code, String description) {
  private static final String UNKNOWN_DATABASE_STATE = "3D000";
  private static final String MISSING_RIGHT_STATE = "42501";
  static final String PROTOCOL_VIOLATION_STATE = "08P01";
  private static final String INVALID_AUTHORIZATION_CLASS = "28";
  private static final String CONNECTION_CLASS = "08";

  private static final Pattern UNKNOWN_DATABASE_WORDS =
      Pattern.compile("no such database|database \".*\" does not exist");
  private static final Pattern REFUSED_USER_WORDS =
      Pattern.compile(
          "no such user|authentication failed|role \".*\" does not exist|pg_hba\\.conf"
              + "|permission denied for database");

  private static final Pattern REFUSED_PARAMETER_WORDS =
      Pattern.compile("unsupported startup parameter");

  /** What is not supported; values that cannot be; unknown names and missing rights. */
  private static final Set<String> CLASSES_OF_MISTAKES = Set.of("0A", "22", "28", "3D", "42");

  /** Too many connections; shutting down, starting up, or not taking connections. */
  private static final Set<String> UNAVAILABLE_STATES = Set.of("53300", "57P01", "57P02", "57P03");

  /** Sorts what {@link ConnectionOpener#connect} or a first statement failed with. */
  public static ConnectionFailure of(SQLException failure) {
    return new ConnectionFailure(code(failure), description(failure));
  }

  /**
   * Whether trying again is no use until the user, or who runs the server, has changed something: a
   * wrong password, a missing database, an unknown parameter, a certificate not trusted.
   */
  public static boolean isMistake(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    if (failure instanceof SQLNonTransientConnectionException) {
      return true;
    }
    return state.equals(PROTOCOL_VIOLATION_STATE)
        ? codeOfPooler(failure) != ConnectionFailureCode.CONN_FAILED
            || REFUSED_PARAMETER_WORDS.matcher(words(failure)).find()
        : state.length() > 2 && CLASSES_OF_MISTAKES.contains(state.substring(0, 2));
  }

  private static ConnectionFailureCode code(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    if (isUnknownHost(failure)) {
      return ConnectionFailureCode.DNS_FAILED;
    }
    if (state.equals(UNKNOWN_DATABASE_STATE)) {
      return ConnectionFailureCode.UNKNOWN_DATABASE;
    }
    if (state.startsWith(INVALID_AUTHORIZATION_CLASS) || state.equals(MISSING_RIGHT_STATE)) {
      return ConnectionFailureCode.AUTH_FAILED;
    }
    if (state.equals(PROTOCOL_VIOLATION_STATE)) {
      return codeOfPooler(failure);
    }
    if (state.startsWith(CONNECTION_CLASS) || UNAVAILABLE_STATES.contains(state)) {
      return ConnectionFailureCode.CONN_FAILED;
    }
    return ConnectionFailureCode.UNKNOWN;
  }

  /**
   * pgbouncer has one SQLState for all it refuses at login, and for what the server refuses it;
   * only the words differ.
   */
  private static ConnectionFailureCode codeOfPooler(SQLException failure) {
    String words = words(failure);
    if (UNKNOWN_DATABASE_WORDS.matcher(words).find()) {
      return ConnectionFailureCode.UNKNOWN_DATABASE;
    }
    return REFUSED_USER_WORDS.matcher(words).find()
        ? ConnectionFailureCode.AUTH_FAILED
        : ConnectionFailureCode.CONN_FAILED;
  }

  private static String words(SQLException failure) {
    return Optional.ofNullable(failure.getMessage()).orElse("");
  }

  private static boolean isUnknownHost(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static String description(SQLException failure) {
    if (failure instanceof PSQLException spoken
        && spoken.getServerErrorMessage() instanceof ServerErrorMessage words) {
      return Optional.ofNullable(words.getMessage()).orElse("");
    }
    return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }
}
