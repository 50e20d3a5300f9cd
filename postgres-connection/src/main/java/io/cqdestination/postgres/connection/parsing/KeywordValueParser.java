package io.cqdestination.postgres.connection.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the form {@code keyword = value keyword = 'value with blanks'}. A backslash makes the next
 * character an ordinary one, inside quotes and outside. Source of the rules: libpq's documentation
 * of connection strings, and what pgx 5 accepts. Used once, by one thread.
 */
final class KeywordValueParser {
  private static final String WHITE_SPACE = " \t\n\r\u000B\f";

  private static final Set<String> PASSWORDS = Set.of("password", "sslpassword");
  private static final Pattern PASSWORD_INSIDE = Pattern.compile("(?:^|\\s)(?:ssl)?password\\s*=");

  private final String text;
  private final List<Parameter> parameters = new ArrayList<>();
  private int position;

  KeywordValueParser(String text) {
    this.text = text;
  }

  Parameters parse() {
    skipWhiteSpace();
    while (position < text.length()) {
      parsePair();
      skipWhiteSpace();
    }
    return Parameters.of(parameters);
  }

  private void parsePair() {
    int start = position;
    String keyword = parseKeyword();
    skipWhiteSpace();
    if (position == text.length() || text.charAt(position) != '=') {
      throw SyntaxFault.at(start, "expected keyword=value" + hint());
    }
    position++;
    if (!ParameterNames.isPossible(keyword)) {
      throw SyntaxFault.at(start, "expected a keyword before \"=\"" + hint());
    }
    skipWhiteSpace();
    String value = parseValue();
    String name = ParameterNames.canonical(keyword);
    if (!PASSWORDS.contains(name) && PASSWORD_INSIDE.matcher(value).find()) {
      // As in "host= password=secret", which libpq takes for a host, and names.
      throw SyntaxFault.at(
          start, "a value holds what looks like a password; an empty value is written as ''");
    }
    if (!(name.equals("user") && value.isEmpty())) {
      parameters.add(new Parameter(name, value, SyntaxFault.place(start)));
    }
  }

  /** The likeliest reason, naming the parameter before where that is surely no secret. */
  private String hint() {
    if (parameters.isEmpty()) {
      return "; a URI starts with postgres:// or postgresql://";
    }
    String before = parameters.getLast().name();
    return ParameterNames.isKnown(before)
        ? "; if this belongs to the value of "
            + before
            + ", that value has to stand in single quotes"
        : "; a value with blanks has to stand in single quotes";
  }

  private String parseKeyword() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) != '='
        && !isWhiteSpace(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private String parseValue() {
    return position < text.length() && text.charAt(position) == '\''
        ? parseQuotedValue()
        : parsePlainValue();
  }

  private String parsePlainValue() {
    StringBuilder value = new StringBuilder();
    while (position < text.length() && !isWhiteSpace(text.charAt(position))) {
      char next = text.charAt(position++);
      if (next != '\\') {
        value.append(next);
      } else if (position < text.length()) {
        value.append(text.charAt(position++));
      }
    }
    return value.toString();
  }

  private String parseQuotedValue() {
    int quote = position++;
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char next = text.charAt(position++);
      if (next == '\'') {
        return value.toString();
      }
      if (next != '\\') {
        value.append(next);
      } else if (position < text.length()) {
        value.append(text.charAt(position++));
      }
    }
    throw SyntaxFault.at(quote, "this single quote is never closed");
  }

  private void skipWhiteSpace() {
    while (position < text.length() && isWhiteSpace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isWhiteSpace(char character) {
    return WHITE_SPACE.indexOf(character) >= 0;
  }
}
