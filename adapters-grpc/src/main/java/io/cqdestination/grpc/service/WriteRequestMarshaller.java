package io.cqdestination.grpc.service;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.cloudquery.plugin.v3.Write;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;

/**
 * Receives Write requests without making protobuf objects of inserts, which are nearly all of them:
 * only the position of the record inside the bytes is found. gRPC hands a message on right after it
 * was parsed, on the same thread, so that the array can be borrowed. Thread-safe.
 */
final class WriteRequestMarshaller implements MethodDescriptor.Marshaller<WriteRequest> {
  private static final int INSERT_TAG =
      Write.Request.INSERT_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int RECORD_TAG =
      Write.MessageInsert.RECORD_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final ReceiveBuffers buffers = new ReceiveBuffers();

  @Override
  public InputStream stream(WriteRequest request) {
    throw new UnsupportedOperationException("a server sends no Write requests");
  }

  @Override
  public WriteRequest parse(InputStream stream) {
    try {
      if (!(stream instanceof KnownLength)) {
        byte[] message = stream.readAllBytes(); // compressed by the client; gRPC limits the size
        return locate(message, message.length);
      }
      // The bytes of the message are all here, so its size is no mere claim.
      int size = stream.available();
      byte[] buffer = buffers.take(size);
      int length = stream.readNBytes(buffer, 0, size);
      return locate(buffer, length);
    } catch (IOException damaged) {
      throw Status.INVALID_ARGUMENT
          .withDescription("the Write request cannot be read: " + damaged.getMessage())
          .withCause(damaged)
          .asRuntimeException();
    }
  }

  /**
   * The usual insert is one field that holds one field; anything else, damaged requests too, is
   * left to the generated parser.
   */
  private WriteRequest locate(byte[] buffer, int length) {
    int start = recordStart(buffer, length);
    return new WriteRequest(buffers, buffer, length, start, start < 0 ? -1 : length);
  }

  private static int recordStart(byte[] buffer, int length) {
    CodedInputStream input = CodedInputStream.newInstance(buffer, 0, length);
    try {
      if (input.readTag() != INSERT_TAG
          || input.readRawVarint32() != length - input.getTotalBytesRead()
          || input.readTag() != RECORD_TAG
          || input.readRawVarint32() != length - input.getTotalBytesRead()) {
        return -1;
      }
      return input.getTotalBytesRead();
    } catch (IOException cutShort) {
      return -1;
    }
  }
}
