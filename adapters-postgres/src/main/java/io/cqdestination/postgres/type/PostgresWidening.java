package io.cqdestination.postgres.type;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.TypeWidening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which types PostgreSQL changes to others that have all their values. Pure and thread-safe.
 *
 * <p>Source of what is written anew: PostgreSQL's casts that are binary coercible, and the
 * functions {@code varchar_support}, {@code numeric_support}, {@code timestamp_support} and {@code
 * time_support}.
 */
public final class PostgresWidening implements TypeWidening {
  /** Whole numbers by their width, and how many digits they may have. */
  private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");

  private static final Map<String, Integer> DIGITS =
      Map.of("smallint", 5, "integer", 10, "bigint", 19);

  /** Whole numbers that each floating-point type has exactly. */
  private static final Map<String, List<String>> EXACT =
      Map.of(
          "real", List.of("smallint"),
          "double precision", List.of("smallint", "integer", "real"));

  private static final Pattern VARYING = Pattern.compile("character varying(\\(\\d+\\))?");
  private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(-?\\d+)\\)");
  private static final Pattern TIME =
      Pattern.compile("(timestamp|time)\\(\\d\\) without time zone");

  /** What the database can do where rows are kept. */
  public static SchemaCapabilities keepingRows(SchemaCapabilities plain) {
    return plain.withNotNullReleases().withWidening(new PostgresWidening()).withTableRenames();
  }

  @Override
  public Optional<Cost> cost(String from, String to) {
    return widening(from, to).or(() -> ValueConversion.of(from, to).map(_ -> Cost.CHECKED_REWRITE));
  }

  private static Optional<Cost> widening(String from, String to) {
    if (to.equals("text")) {
      return costIf(VARYING.matcher(from).matches(), Cost.CATALOGUE);
    }
    Matcher time = TIME.matcher(from);
    if (time.matches()) {
      return costIf(to.equals(time.group(1) + " without time zone"), Cost.CATALOGUE);
    }
    if (EXACT.containsKey(to)) {
      return costIf(EXACT.getOrDefault(to, List.of()).contains(from), Cost.REWRITE);
    }
    if (WHOLE.contains(to)) {
      return costIf(WHOLE.contains(from) && WHOLE.indexOf(from) < WHOLE.indexOf(to), Cost.REWRITE);
    }
    return numeric(from, to);
  }

  private static Optional<Cost> numeric(String from, String to) {
    Matcher target = NUMERIC.matcher(to);
    if (!target.matches()) {
      return Optional.empty();
    }
    int scale = Integer.parseInt(target.group(2));
    int digits = Integer.parseInt(target.group(1)) - scale;
    if (DIGITS.containsKey(from)) {
      return costIf(scale >= 0 && digits >= DIGITS.getOrDefault(from, 0), Cost.REWRITE);
    }
    Matcher source = NUMERIC.matcher(from);
    if (!source.matches()) {
      return Optional.empty();
    }
    int oldScale = Integer.parseInt(source.group(2));
    int oldDigits = Integer.parseInt(source.group(1)) - oldScale;
    return costIf(
        scale >= oldScale && digits >= oldDigits,
        scale == oldScale ? Cost.CATALOGUE : Cost.REWRITE);
  }

  private static Optional<Cost> costIf(boolean keepsValues, Cost cost) {
    return keepsValues ? Optional.of(cost) : Optional.empty();
  }
}
