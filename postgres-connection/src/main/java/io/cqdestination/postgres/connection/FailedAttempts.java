package io.cqdestination.postgres.connection;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The failures of one round over all hosts. Used by one thread. */
final class FailedAttempts {
  /** A wrong password, an unknown database, a missing right: other hosts would say the same. */
  private static final Set<String> FINAL_STATES = Set.of("28P01", "3D000", "42501");

  private final List<SQLException> failures = new ArrayList<>();

  void add(SQLException failure) {
    failures.add(failure);
  }

  /** Whether there is no point in trying anything else. */
  boolean areFinal() {
    return failures.stream()
        .anyMatch(failure ->
            failure.getSQLState() != null && FINAL_STATES.contains(failure.getSQLState()));
  }

  /**
   * One exception for all: with the SQLState and cause of the most telling one, which is the first
   * the server itself spoke in.
   */
  SQLException summary() {
    SQLException principal =
        failures.stream()
            .filter(AttemptFailure::spokenByServer)
            .findFirst()
            .orElseGet(failures::getFirst);
    if (failures.size() == 1 || AttemptFailure.spokenByServer(principal)) {
      failures.stream().filter(other -> other != principal).forEach(principal::addSuppressed);
      return principal;
    }
    String message =
        failures.stream()
            .map(SQLException::getMessage)
            .distinct()
            .collect(Collectors.joining("; "));
    SQLException summary =
        failures.stream().allMatch(SQLNonTransientConnectionException.class::isInstance)
            ? new SQLNonTransientConnectionException(message, principal.getSQLState(), principal)
            : new SQLException(message, principal.getSQLState(), principal);
    failures.stream().filter(other -> other != principal).forEach(summary::addSuppressed);
    return summary;
  }
}
