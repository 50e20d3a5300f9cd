package io.cqdestination.postgres.connection.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the form {@code postgresql://user:password@host:port,host:port/database?name=value&…}.
 * Source of the rules: libpq's documentation and what pgx 5 accepts; unknown query parameters
 * become settings of the session. Used once, by one thread.
 */
final class UriParser {
  private static final String ANOTHER_PLACE =
      "a URI has its password before the host, or as a parameter behind \"?\"";

  /** A keyword behind a URI, which would be taken for a part of the database's name. */
  private static final Pattern PASSWORD_BEHIND = Pattern.compile("\\s(?:ssl)?password\\s*=");

  private static final List<String> PREFIXES = List.of("postgresql://", "postgres://");

  private final String uri;
  private final List<Parameter> parameters = new ArrayList<>();
  private int position;

  UriParser(String uri) {
    this.uri = uri;
    this.position = prefixLength(uri);
  }

  /** The length of the URI scheme the text starts with; 0 when it is no URI. */
  static int prefixLength(String text) {
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix)) {
        return prefix.length();
      }
    }
    return 0;
  }

  Parameters parse() {
    boolean hasPassword = parseUserInformation();
    parseHosts();
    if (peek() == '/') {
      parseDatabase(hasPassword);
    }
    if (peek() == '?') {
      position++;
      parameters.addAll(new UriQueryParser(uri, position).parse());
    }
    return Parameters.of(parameters);
  }

  /** The first {@code @} before any slash ends the user information; true with a password. */
  private boolean parseUserInformation() {
    int start = position;
    int end = indexOfAny("@/", start);
    if (end == uri.length() || uri.charAt(end) == '/') {
      return false;
    }
    position = end + 1;
    int colon = uri.indexOf(':', start);
    boolean hasColon = colon >= 0 && colon < end;
    int userEnd = hasColon ? colon : end;
    if (userEnd > start) {
      add("user", start, userEnd);
    }
    if (hasColon && colon + 1 < end) {
      add("password", colon + 1, end);
      return true;
    }
    return false;
  }

  /**
   * Hosts and ports become two lists of equal length, with commas between; an empty element means
   * the default.
   */
  private void parseHosts() {
    int start = position;
    StringBuilder hosts = new StringBuilder();
    StringBuilder ports = new StringBuilder();
    while (true) {
      parseHost(hosts);
      parsePort(ports);
      if (peek() != ',') {
        break;
      }
      position++;
      hosts.append(',');
      ports.append(',');
    }
    if (!hosts.isEmpty()) {
      parameters.add(new Parameter("host", hosts.toString(), SyntaxFault.place(start)));
    }
    if (!ports.isEmpty()) {
      parameters.add(new Parameter("port", ports.toString(), SyntaxFault.place(start)));
    }
  }

  private void parseHost(StringBuilder hosts) {
    int start = position;
    if (peek() == '[') {
      int end = uri.indexOf(']', start);
      if (end < 0) {
        throw SyntaxFault.at(start, "this \"[\" of an IPv6 address is never closed");
      }
      if (end == start + 1) {
        throw SyntaxFault.at(start, "the IPv6 address is empty");
      }
      hosts.append(PercentDecoder.decode(uri, start + 1, end));
      position = end + 1;
      if (position < uri.length() && ":/?,".indexOf(peek()) < 0) {
        throw SyntaxFault.at(position, "expected \":\" or \"/\" after the IPv6 address");
      }
      return;
    }
    position = indexOfAny(":/?,", start);
    if (uri.lastIndexOf('@', position - 1) > start) {
      throw SyntaxFault.at(
          start, "a host holds no \"@\"; in a user or a password \"@\" is written as %40");
    }
    if (uri.substring(start, position).contains("password")) {
      throw SyntaxFault.at(start, ANOTHER_PLACE);
    }
    hosts.append(PercentDecoder.decode(uri, start, position));
  }

  private void parsePort(StringBuilder ports) {
    if (peek() == ':') {
      int start = position + 1;
      position = indexOfAny("/?,", start);
      ports.append(PercentDecoder.decode(uri, start, position));
    }
  }

  /**
   * With a password before it, an {@code @} in the path is most likely one of the password's own,
   * and what looks like the host a piece of it, which errors would show.
   */
  private void parseDatabase(boolean hasPassword) {
    int start = position + 1;
    position = indexOfAny("?", start);
    int at = uri.indexOf('@', start);
    if (hasPassword && at >= 0 && at < position) {
      throw SyntaxFault.at(at, "\"@\" is written as %40, and \"/\" in a user or a password as %2F");
    }
    if (PASSWORD_BEHIND.matcher(uri.substring(start, position)).find()) {
      throw SyntaxFault.at(start, ANOTHER_PLACE);
    }
    if (position > start) {
      add("database", start, position);
    }
  }

  private void add(String name, int start, int end) {
    parameters.add(
        new Parameter(name, PercentDecoder.decode(uri, start, end), SyntaxFault.place(start)));
  }

  /** The character to read next, or NUL at the end. */
  private char peek() {
    return position < uri.length() ? uri.charAt(position) : '\0';
  }

  private int indexOfAny(String characters, int from) {
    int index = from;
    while (index < uri.length() && characters.indexOf(uri.charAt(index)) < 0) {
      index++;
    }
    return index;
  }
}
