package io.cqdestination.postgres.dialect;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of CockroachDB, such as 23.1.12. */
public record CockroachVersion(int year, int release, int patch)
    implements Comparable<CockroachVersion> {
  /** What {@code version()} answers; edition and suffix vary. */
  private static final Pattern ANSWER =
      Pattern.compile("^CockroachDB\\b.*?\\bv(\\d+)\\.(\\d+)\\.(\\d+)");

  private static final Comparator<CockroachVersion> ORDER =
      Comparator.comparingInt(CockroachVersion::year)
          .thenComparingInt(CockroachVersion::release)
          .thenComparingInt(CockroachVersion::patch);

  /**
   * Reads the answer to {@code select version()}.
   *
   * @return empty where another database answered
   */
  public static Optional<CockroachVersion> parse(String answer) {
    Matcher matcher = ANSWER.matcher(answer);
    return matcher.find()
        ? Optional.of(
            new CockroachVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
        : Optional.empty();
  }

  /** Whether this is the given version or a later one. */
  public boolean isAtLeast(int otherYear, int otherRelease) {
    return compareTo(new CockroachVersion(otherYear, otherRelease, 0)) >= 0;
  }

  @Override
  public int compareTo(CockroachVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return year + "." + release + "." + patch;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
