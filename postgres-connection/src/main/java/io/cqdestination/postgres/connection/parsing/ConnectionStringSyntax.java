package io.cqdestination.postgres.connection.parsing;

import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;

/** Tells the two forms of a connection string apart, as libpq does. */
final class ConnectionStringSyntax {
  private ConnectionStringSyntax() {}

  /**
   * @throws InvalidConnectionString when the string cannot be taken apart
   */
  static Parameters parse(String connectionString) {
    int nul = connectionString.indexOf('\0');
    if (nul >= 0) {
      throw SyntaxFault.at(nul, "a NUL character cannot be part of a connection string");
    }
    return UriParser.prefixLength(connectionString) > 0
        ? new UriParser(connectionString).parse()
        : new KeywordValueParser(connectionString).parse();
  }
}
