package io.cqdestination.grpc.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.record.RecordBody;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

/**
 * Writes records as IPC streams with the very schema message that the client sent. Used by one
 * thread.
 *
 * <p>Source: the Apache Arrow columnar format, "Encapsulated message format" and "Recordbatch
 * message".
 */
public final class RecordEncoder {
  private static final int FRAMING_BYTES = 8;

  private final byte[] schemaMessage;

  /**
   * @param stream an IPC stream that begins with the schema
   */
  public RecordEncoder(byte[] stream) {
    IpcMessage message = IpcFraming.next(stream, 0, stream.length);
    if (message == null) {
      throw new InvalidInput("the Arrow stream is empty: it has no schema");
    }
    this.schemaMessage = Arrays.copyOfRange(stream, 0, message.end());
  }

  /** An IPC stream of the schema and this batch. */
  public byte[] encode(RecordBatch batch) {
    RecordBody body = RecordBody.of(batch);
    byte[] metadata = metadata(batch.rowCount(), body);
    int padded = (metadata.length + 7) & ~7;
    int size = schemaMessage.length + FRAMING_BYTES + padded + body.length() + FRAMING_BYTES;
    byte[] stream = Arrays.copyOf(schemaMessage, size);
    int at = schemaMessage.length;
    LittleEndian.putInt(stream, at, 0xFFFFFFFF);
    LittleEndian.putInt(stream, at + 4, padded);
    at += FRAMING_BYTES;
    System.arraycopy(metadata, 0, stream, at, metadata.length);
    at += padded;
    body.copyTo(stream, at);
    at += body.length();
    LittleEndian.putInt(stream, at, 0xFFFFFFFF); // end of stream: a message of length 0
    return stream;
  }

  private static byte[] metadata(int rows, RecordBody body) {
    FlatBufferBuilder builder = new FlatBufferBuilder(1024);
    List<RecordBody.Node> nodes = body.nodes();
    org.apache.arrow.flatbuf.RecordBatch.startNodesVector(builder, nodes.size());
    for (RecordBody.Node node : nodes.reversed()) {
      FieldNode.createFieldNode(builder, node.length(), node.nullCount());
    }
    int nodesVector = builder.endVector();
    List<RecordBody.Range> buffers = body.buffers();
    org.apache.arrow.flatbuf.RecordBatch.startBuffersVector(builder, buffers.size());
    for (RecordBody.Range range : buffers.reversed()) {
      Buffer.createBuffer(builder, range.offset(), range.length());
    }
    int buffersVector = builder.endVector();
    org.apache.arrow.flatbuf.RecordBatch.startRecordBatch(builder);
    org.apache.arrow.flatbuf.RecordBatch.addLength(builder, rows);
    org.apache.arrow.flatbuf.RecordBatch.addNodes(builder, nodesVector);
    org.apache.arrow.flatbuf.RecordBatch.addBuffers(builder, buffersVector);
    int batch = org.apache.arrow.flatbuf.RecordBatch.endRecordBatch(builder);
    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addHeaderType(builder, MessageHeader.RecordBatch);
    Message.addHeader(builder, batch);
    Message.addBodyLength(builder, body.length());
    builder.finish(Message.endMessage(builder));
    ByteBuffer bytes = builder.dataBuffer();
    byte[] metadata = new byte[bytes.remaining()];
    bytes.get(metadata);
    return metadata;
  }
}
