package io.cqdestination.postgres.type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How PostgreSQL brings values of one type into another, and how a value is seen to be the same
 * there. What cannot be brought over at all is an error of the cast. Immutable.
 *
 * @param cast of a value, which %1$s stands for
 * @param same whether a value, which %1$s stands for, stays the same when it is brought over
 */
public record ValueConversion(String cast, String same) {
  private static final String TEXT = "text";
  private static final String UUID = "uuid";
  private static final String JSON = "jsonb";
  private static final String DATE = "date";
  private static final String TIMESTAMP = "timestamp without time zone";
  private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
  private static final Set<String> FLOATING = Set.of("real", "double precision");
  private static final Pattern ANY_NUMERIC = Pattern.compile("numeric(\\(\\d+,-?\\d+\\))?");

  /** Types of which every value has a text that no other one has, and is read from it. */
  private static final Set<String> SPELLED =
      Set.of("boolean", UUID, DATE, TIMESTAMP, "time without time zone", "inet", "macaddr");

  /** Those of them whose texts sources are likely to have sent as the database writes them. */
  private static final List<String> READ =
      List.of("boolean", DATE, "time without time zone", "smallint", "integer", "bigint");

  /** Empty where values of the one type are none of the other, or there is more than one way. */
  public static Optional<ValueConversion> of(String from, String to) {
    if (from.equals(TEXT)) {
      return ofText(to);
    }
    if (to.equals(TEXT)) {
      return from.equals(JSON) || isNumber(from) || SPELLED.contains(from)
          ? Optional.of(thereAndBack(from, to))
          : Optional.empty();
    }
    boolean dates = Set.of(from, to).equals(Set.of(DATE, TIMESTAMP));
    return dates || (isNumber(from) && isNumber(to))
        ? Optional.of(thereAndBack(from, to))
        : Optional.empty();
  }

  /** A text is the same as what is written like it; JSON, whatever has its meaning. */
  private static Optional<ValueConversion> ofText(String to) {
    if (to.equals(JSON)) {
      return Optional.of(new ValueConversion(cast(to), "CAST(%1$s AS jsonb) IS NOT NULL"));
    }
    if (to.equals(UUID)) {
      return Optional.of(spelled(to, "lower(%1$s)"));
    }
    if (to.equals(TIMESTAMP)) {
      return Optional.of(spelled(to, plainTime()));
    }
    if (ANY_NUMERIC.matcher(to).matches()) {
      String same =
          "CAST(CAST(%1$s AS numeric) AS text) = %1$s AND CAST(%1$s AS TYPE) = CAST(%1$s AS numeric)";
      return Optional.of(new ValueConversion(cast(to), same.replace("TYPE", to)));
    }
    return READ.contains(to) || FLOATING.contains(to)
        ? Optional.of(spelled(to, "%1$s"))
        : Optional.empty();
  }

  private static ValueConversion spelled(String to, String expected) {
    return new ValueConversion(
        cast(to), "CAST(CAST(%1$s AS TYPE) AS text) = ".replace("TYPE", to) + expected);
  }

  /**
   * The text of a time as PostgreSQL writes it: with a blank between date and time, without zeros
   * behind the fraction, and without UTC, which all times are in.
   */
  private static String plainTime() {
    String blank = "regexp_replace(%1$s, '^([0-9-]+)[Tt]', '\\1 ')";
    String plain = "regexp_replace(" + blank + ", '([Zz]|[+]00(:?00)?)$', '')";
    return "CASE WHEN strpos(PLAIN, '.') > 0 THEN rtrim(rtrim(PLAIN, '0'), '.') ELSE PLAIN END"
        .replace("PLAIN", plain);
  }

  private static ValueConversion thereAndBack(String from, String to) {
    return new ValueConversion(
        cast(to), "CAST(CAST(%1$s AS TO) AS FROM) = %1$s".replace("TO", to).replace("FROM", from));
  }

  private static String cast(String to) {
    return "CAST(%1$s AS " + to + ")";
  }

  private static boolean isNumber(String type) {
    return WHOLE.contains(type) || FLOATING.contains(type) || ANY_NUMERIC.matcher(type).matches();
  }

  /**
   * The value in the other type, in SQL.
   *
   * @param value an expression
   */
  public String converted(String value) {
    return cast.replace("%1$s", value);
  }

  /**
   * A condition that does not hold, or an error of a cast, where a value would be lost; NULL stays
   * what it is.
   *
   * @param value an expression
   */
  public String loses(String value) {
    return "%s IS NOT NULL AND NOT (%s)".formatted(value, same.replace("%1$s", value));
  }
}
