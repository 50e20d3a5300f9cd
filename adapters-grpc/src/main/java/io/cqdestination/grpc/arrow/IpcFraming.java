package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.LittleEndian;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an IPC stream into messages. Source: the Apache Arrow columnar format, "Encapsulated message
 * format". Every length is checked against the bytes at hand. Thread-safe.
 */
final class IpcFraming {
  private static final int CONTINUATION = 0xFFFFFFFF;

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
      ByteBuffer metadata =
          ByteBuffer.wrap(bytes, 0, position + length).order(ByteOrder.LITTLE_ENDIAN);
      metadata.position(position);
      Message header = Message.getRootAsMessage(metadata);
      int body = position + length;
      long bodyLength = header.bodyLength();
      if (bodyLength < 0 || bodyLength > end - body) {
        throw new InvalidInput(
            "the Arrow stream is cut short or damaged: a message body is not whole");
      }
      return new IpcMessage(start, header, body, body + (int) bodyLength);
    } catch (IndexOutOfBoundsException damaged) {
      throw new InvalidInput(
          "the Arrow stream is damaged: a message header points outside itself", damaged);
    }
  }

  private static @Nullable IpcMessage endOrFault(boolean clean) {
    if (clean) {
      return null;
    }
    throw new InvalidInput("the Arrow stream is cut short: it ends inside a message");
  }
}
