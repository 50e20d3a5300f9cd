package io.cqdestination.postgres.text;

import io.cqdestination.core.text.ByteSink;

/**
 * How the values of one type look in COPY's binary format and in the server's text format, each
 * without what surrounds it there: lengths, quotes, escapes. No value is null. Thread-safe.
 *
 * <p>Source: the in, out, recv and send functions of PostgreSQL's types; text is written so that
 * CockroachDB reads the same value from it.
 */
public interface ValueForm {

  /** Appends the text of the value in {@code length} bytes at {@code at}. */
  void appendText(byte[] binary, int at, int length, ByteSink text);

  /**
   * Appends the binary form of a value.
   *
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when the text is no
   *     value of the type
   */
  void appendBinary(String text, ByteSink binary);
}
