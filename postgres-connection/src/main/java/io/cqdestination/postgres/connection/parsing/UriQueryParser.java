package io.cqdestination.postgres.connection.parsing;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code name=value&name=value} behind the question mark of a connection URI. Of JDBC's
 * {@code ssl} the text {@code true} is understood, as {@code sslmode=require}. Used once, by one
 * thread.
 */
final class UriQueryParser {
  private final String uri;
  private final List<Parameter> parameters = new ArrayList<>();
  private int position;

  UriQueryParser(String uri, int position) {
    this.uri = uri;
    this.position = position;
  }

  List<Parameter> parse() {
    while (position < uri.length()) {
      int ampersand = uri.indexOf('&', position);
      int end = ampersand < 0 ? uri.length() : ampersand;
      parsePair(position, end);
      position = end + 1;
    }
    return parameters;
  }

  private void parsePair(int start, int end) {
    int equals = uri.indexOf('=', start);
    if (equals < 0 || equals >= end) {
      throw SyntaxFault.at(start, "expected name=value");
    }
    int second = uri.indexOf('=', equals + 1);
    if (second >= 0 && second < end) {
      throw SyntaxFault.at(second, "\"=\" in a value is written as %3D");
    }
    String name = ParameterNames.canonical(PercentDecoder.decode(uri, start, equals));
    if (!ParameterNames.isPossible(name)) {
      throw SyntaxFault.at(start, "expected a name before \"=\"");
    }
    String value = PercentDecoder.decode(uri, equals + 1, end);
    String origin = SyntaxFault.place(start);
    parameters.add(
        name.equals("ssl") && value.equals("true")
            ? new Parameter("sslmode", "require", origin)
            : new Parameter(name, value, origin));
  }
}
