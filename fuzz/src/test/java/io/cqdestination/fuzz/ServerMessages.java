package io.cqdestination.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes that a server sends, message by message. Source: PostgreSQL's documentation, "Message
 * Formats". Used by one thread.
 */
final class ServerMessages {
  private static final byte END = 0;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * @param settings the number of what {@link ServerAnswerFuzzer} connects with
   */
  ServerMessages(char settings) {
    bytes.write(settings);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Bytes that are no message, such as the answer to the question for TLS. */
  ServerMessages raw(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** A message: its type, then its fields. */
  ServerMessages message(char type, byte[]... fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      body.writeBytes(field);
    }
    bytes.write(type);
    bytes.writeBytes(int32(Integer.BYTES + body.size()));
    bytes.writeBytes(body.toByteArray());
    return this;
  }

  /** What follows the login, until the first statement is waited for. */
  ServerMessages started() {
    return message('R', int32(0))
        .status("server_version", "18.1")
        .status("server_encoding", "UTF8")
        .status("client_encoding", "UTF8")
        .status("DateStyle", "ISO, MDY")
        .status("integer_datetimes", "on")
        .status("standard_conforming_strings", "on")
        .status("TimeZone", "UTC")
        .message('K', int32(7), int32(8))
        .ready();
  }

  /** A result of texts, one row. */
  ServerMessages row(String... values) {
    ServerMessages described = message('1').message('2');
    byte[][] columns = new byte[values.length + 1][];
    byte[][] fields = new byte[values.length + 1][];
    columns[0] = int16(values.length);
    fields[0] = int16(values.length);
    for (int i = 0; i < values.length; i++) {
      columns[i + 1] =
          joined(text("c" + i), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0));
      fields[i + 1] = value(values[i].getBytes(StandardCharsets.UTF_8));
    }
    return described
        .message('T', columns)
        .message('D', fields)
        .message('C', text("SELECT 1"))
        .ready();
  }

  ServerMessages status(String name, String value) {
    return message('S', text(name), text(value));
  }

  ServerMessages ready() {
    return message('Z', new byte[] {'I'});
  }

  /** An error, or a notice for the type N. */
  ServerMessages refusal(char type, String state, String words) {
    return message(
        type,
        text("SERROR"),
        text("VERROR"),
        text("C" + state),
        text("M" + words),
        new byte[] {END});
  }

  static byte[] value(byte[] content) {
    return joined(int32(content.length), content);
  }

  static byte[] text(String text) {
    return joined(text.getBytes(StandardCharsets.UTF_8), new byte[] {END});
  }

  static byte[] int16(int value) {
    return ByteBuffer.allocate(Short.BYTES).putShort((short) value).array();
  }

  static byte[] int32(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
