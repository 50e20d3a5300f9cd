package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import org.apache.arrow.flatbuf.MessageHeader;

/**
 * Reads the lengths of a batch in the order in which they lie in its message, and believes none
 * that the batch's bytes cannot bear out. Used by one thread, for one message after the other.
 */
final class BatchHeader {
  /** Fields of RecordBatch in Arrow's Message.fbs. */
  private static final int LENGTH_SLOT = 0;

  private static final int NODES_SLOT = 1;
  private static final int BUFFERS_SLOT = 2;
  private static final int COMPRESSION_SLOT = 3;
  private static final int VARIADIC_COUNTS_SLOT = 4;

  /** Field of DictionaryBatch there: the record batch that holds the dictionary's values. */
  private static final int DICTIONARY_DATA_SLOT = 1;

  /** A node is two numbers of 64 bits, length and null count; a buffer too, offset and length. */
  private static final int PAIR = 16;

  /**
   * Values of a column that a few bytes can stand for, such as nulls or one run: more than any
   * source sends, and few enough to be written out.
   */
  private static final int MOST_WITHOUT_BYTES = 1 << 20;

  /** The same for a body that is compressed, whose bytes say little about the values. */
  private static final int MOST_COMPRESSED = 1 << 22;

  private FlatBuffer metadata = new FlatBuffer(new byte[0], 0, 0);
  private int batch;
  private int body;
  private int bodyLength;
  private long mostValues;
  private int rows;
  private int nextNode;
  private int nodesLeft;
  private int nextBuffer;
  private int buffersLeft;
  private int length;
  private int nullCount;
  private int bufferStart;
  private int bufferLength;

  /**
   * Begins with a record or dictionary batch.
   *
   * @throws InvalidInput when it has more rows than its bytes can hold
   * @throws IndexOutOfBoundsException when the message is damaged, as all methods here
   */
  void open(IpcMessage message) {
    metadata = message.metadata();
    batch =
        message.headerType() == MessageHeader.DictionaryBatch
            ? metadata.reference(message.header(), DICTIONARY_DATA_SLOT)
            : message.header();
    body = message.body();
    bodyLength = message.end() - message.body();
    mostValues =
        compression() == 0 ? Math.max(MOST_WITHOUT_BYTES, 8L * bodyLength) : MOST_COMPRESSED;
    int nodes = metadata.reference(batch, NODES_SLOT);
    nodesLeft = nodes == 0 ? 0 : metadata.getInt(nodes);
    nextNode = nodes + Integer.BYTES;
    int buffers = metadata.reference(batch, BUFFERS_SLOT);
    buffersLeft = buffers == 0 ? 0 : metadata.getInt(buffers);
    nextBuffer = buffers + Integer.BYTES;
    int field = metadata.field(batch, LENGTH_SLOT);
    rows = field == 0 ? 0 : believable(metadata.getLong(field));
  }

  /** Rows of the batch. */
  int rows() {
    return rows;
  }

  /** Position of the table that says how the body is compressed, or 0. */
  int compression() {
    return metadata.reference(batch, COMPRESSION_SLOT);
  }

  boolean hasMoreBuffers() {
    return buffersLeft > 0;
  }

  /** Moves on to the next column or child, whose {@link #length} and {@link #nullCount} follow. */
  void readNode() {
    if (--nodesLeft < 0) {
      throw new InvalidInput("the record has fewer columns than its schema");
    }
    length = believable(metadata.getLong(nextNode));
    nullCount = believable(metadata.getLong(nextNode + Long.BYTES));
    nextNode += PAIR;
  }

  int length() {
    return length;
  }

  int nullCount() {
    return nullCount;
  }

  /** Moves on to the next buffer, which lies at {@link #bufferStart} in the stream. */
  void readBuffer() {
    if (--buffersLeft < 0) {
      throw new InvalidInput("the record has fewer buffers than its schema needs");
    }
    long offset = metadata.getLong(nextBuffer);
    long size = metadata.getLong(nextBuffer + Long.BYTES);
    nextBuffer += PAIR;
    if (offset < 0 || size < 0 || offset > bodyLength || size > bodyLength - offset) {
      throw new InvalidInput("the record has a buffer outside its body");
    }
    bufferStart = body + (int) offset;
    bufferLength = (int) size;
  }

  int bufferStart() {
    return bufferStart;
  }

  int bufferLength() {
    return bufferLength;
  }

  /** Checks every length of the batch, for a reader that trusts them. */
  void verify() {
    while (nodesLeft > 0) {
      readNode();
    }
    int counts = metadata.reference(batch, VARIADIC_COUNTS_SLOT);
    int columns = counts == 0 ? 0 : metadata.getInt(counts);
    for (int i = 0; i < columns; i++) {
      long count = metadata.getLong(counts + Integer.BYTES + i * Long.BYTES);
      if (count < 0 || count > buffersLeft) {
        throw new InvalidInput("the record has fewer buffers than its views need");
      }
    }
    while (buffersLeft > 0) {
      readBuffer();
    }
  }

  private int believable(long values) {
    if (values < 0 || values > mostValues) {
      throw new InvalidInput(
          "the record claims %d values in %d bytes".formatted(values, bodyLength));
    }
    return (int) values;
  }
}
