package io.cqdestination.postgres.logging;

import java.sql.SQLException;
import java.util.function.Predicate;

/**
 * Failures of statements that the caller deals with as a matter of course, such as rows that meet
 * others on the first try: they are no error to the user, and not logged as one. Thread-safe.
 */
public final class ExpectedFailures {
  private static final ScopedValue<Predicate<SQLException>> EXPECTED = ScopedValue.newInstance();

  private ExpectedFailures() {}

  /** Statements to run. */
  @FunctionalInterface
  public interface Statements<T> {
    T run() throws SQLException;
  }

  /**
   * Runs statements, of which some may fail.
   *
   * @param expected which failures the caller deals with; they are thrown all the same
   */
  public static <T> T during(Statements<T> statements, Predicate<SQLException> expected)
      throws SQLException {
    return ScopedValue.where(EXPECTED, expected).call(statements::run);
  }

  static boolean contain(SQLException failure) {
    return EXPECTED.isBound() && EXPECTED.get().test(failure);
  }
}
