package io.cqdestination.postgres.connection.parsing;

import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;

/**
 * Refusals of a connection string that cannot be taken apart. They say where and what, and quote
 * nothing of the string: when it is malformed, any part of it may be a piece of the password.
 */
final class SyntaxFault {
  private SyntaxFault() {}

  /**
   * @param index counted from 0 in the connection string
   */
  static InvalidConnectionString at(int index, String what) {
    return new InvalidConnectionString(place(index) + ": " + what);
  }

  /** How messages name a place in the connection string; the first character is character 1. */
  static String place(int index) {
    return "connection string, character " + (index + 1);
  }
}
