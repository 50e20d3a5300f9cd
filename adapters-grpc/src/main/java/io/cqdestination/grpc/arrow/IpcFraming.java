package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.LittleEndian;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an IPC stream into messages. Source: the Apache Arrow columnar format, "Encapsulated message
 * format". Every length is checked against the bytes at hand. Thread-safe.
 */
final class IpcFraming {
  private static final int CONTINUATION = 0xFFFFFFFF;

  /** Fields of Message in Arrow's Message.fbs. */
  private static final int HEADER_TYPE_SLOT = 1;

  private static final int HEADER_SLOT = 2;
  private static final int BODY_LENGTH_SLOT = 3;

  private IpcFraming() {}

  /**
   * The message at a position, or null at the end of the stream.
   *
   * @param end position behind the stream's last byte
   * @throws InvalidInput when the bytes are no message
   */
  static @Nullable IpcMessage next(byte[] bytes, int start, int end) {
    int position = start;
    if (end - position < 4) {
      return endOrFault(position == end);
    }
    int length = LittleEndian.getInt(bytes, position);
    position += 4;
    if (length == CONTINUATION) {
      if (end - position < 4) {
        return endOrFault(false);
      }
      length = LittleEndian.getInt(bytes, position);
      position += 4;
    }
    if (length == 0) {
      return null;
    }
    if (length < 8 || length > end - position) {
      throw new InvalidInput(
          "the Arrow stream is cut short or damaged: a message header is not whole");
    }
    try {
      return message(bytes, start, position, position + length, end);
    } catch (IndexOutOfBoundsException damaged) {
      throw new InvalidInput(
          "the Arrow stream is damaged: a message header points outside itself", damaged);
    }
  }

  private static IpcMessage message(byte[] bytes, int start, int metadata, int body, int end) {
    FlatBuffer flatbuffer = new FlatBuffer(bytes, metadata, body);
    int table = flatbuffer.indirect(metadata);
    int type = flatbuffer.field(table, HEADER_TYPE_SLOT);
    int header = flatbuffer.reference(table, HEADER_SLOT);
    int length = flatbuffer.field(table, BODY_LENGTH_SLOT);
    long bodyLength = length == 0 ? 0 : flatbuffer.getLong(length);
    if (bodyLength < 0 || bodyLength > end - body) {
      throw new InvalidInput(
          "the Arrow stream is cut short or damaged: a message body is not whole");
    }
    if (type == 0 || header == 0) {
      throw new InvalidInput("the Arrow stream is damaged: a message has no header");
    }
    return new IpcMessage(
        start, flatbuffer, flatbuffer.getByte(type), header, body, body + (int) bodyLength);
  }

  private static @Nullable IpcMessage endOrFault(boolean clean) {
    if (clean) {
      return null;
    }
    throw new InvalidInput("the Arrow stream is cut short: it ends inside a message");
  }
}
