package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnBuffers;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays core's views over the buffers of a record batch message, without copying them. Used by one
 * thread.
 *
 * <p>Nodes and buffers come in the order of a depth-first walk over the fields; which buffers a
 * field has follows from its type (Arrow columnar format, "Recordbatch message").
 */
final class BatchViewer {
  /** Fields of RecordBatch in Arrow's Message.fbs. */
  private static final int LENGTH_SLOT = 0;

  private static final int NODES_SLOT = 1;
  private static final int BUFFERS_SLOT = 2;
  private static final int COMPRESSION_SLOT = 3;

  /** A node is two numbers of 64 bits, length and null count; a buffer too, offset and length. */
  private static final int PAIR = 16;

  private byte[] bytes = {};
  private int body;
  private int bodyLength;
  private int nextNode;
  private int nodesLeft;
  private int nextBuffer;
  private int buffersLeft;
  private int bufferStart;
  private int bufferLength;

  /** Whether the buffers of a record batch message are compressed. */
  boolean isCompressed(byte[] stream, IpcMessage message) {
    return FlatTable.field(stream, message.header(), COMPRESSION_SLOT) != 0;
  }

  /**
   * @throws InvalidInput when the batch does not have what the table's columns need
   */
  RecordBatch view(Table table, byte[] stream, IpcMessage message) {
    bytes = stream;
    body = message.body();
    bodyLength = message.end() - message.body();
    int nodes = vector(stream, message.header(), NODES_SLOT);
    nodesLeft = nodes == 0 ? 0 : LittleEndian.getInt(stream, nodes);
    nextNode = nodes + 4;
    int buffers = vector(stream, message.header(), BUFFERS_SLOT);
    buffersLeft = buffers == 0 ? 0 : LittleEndian.getInt(stream, buffers);
    nextBuffer = buffers + 4;
    int length = FlatTable.field(stream, message.header(), LENGTH_SLOT);
    long rows = length == 0 ? 0 : LittleEndian.getLong(stream, length);
    if (rows < 0 || rows > Integer.MAX_VALUE) {
      throw new InvalidInput("a record of table %s claims %d rows".formatted(table.name(), rows));
    }
    List<Column> columns = table.columns();
    List<ColumnView> views = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      views.add(column(columns.get(i).type()));
    }
    return new RecordBatch(table, (int) rows, bodyLength, views);
  }

  private static int vector(byte[] stream, int header, int slot) {
    int field = FlatTable.field(stream, header, slot);
    return field == 0 ? 0 : FlatTable.indirect(stream, field);
  }

  private ColumnView column(ColumnType type) {
    if (--nodesLeft < 0) {
      throw new InvalidInput("the record has fewer columns than its schema");
    }
    int length = checkedInt(LittleEndian.getLong(bytes, nextNode));
    int nullCount = checkedInt(LittleEndian.getLong(bytes, nextNode + 8));
    nextNode += PAIR;
    int validity = 0;
    int validityLength = 0;
    int offsets = 0;
    int offsetsLength = 0;
    int values = 0;
    int valuesLength = 0;
    if (ColumnLayout.hasValidity(type)) {
      readBuffer();
      validity = bufferStart;
      validityLength = bufferLength;
    }
    if (ColumnLayout.hasOffsets(type)) {
      readBuffer();
      offsets = bufferStart;
      offsetsLength = bufferLength;
    }
    if (ColumnLayout.hasValues(type)) {
      readBuffer();
      values = bufferStart;
      valuesLength = bufferLength;
    }
    List<ColumnView> children =
        switch (type) {
          case ColumnType.ListType list -> List.of(column(list.element().type()));
          case ColumnType.MapType map -> List.of(column(map.entry()));
          case ColumnType.StructType struct -> fields(struct);
          default -> List.of();
        };
    return new ColumnView(
        type,
        length,
        nullCount,
        bytes,
        new ColumnBuffers(validity, validityLength, offsets, offsetsLength, values, valuesLength),
        children);
  }

  private List<ColumnView> fields(ColumnType.StructType struct) {
    List<ColumnView> views = new ArrayList<>(struct.fields().size());
    for (Column field : struct.fields()) {
      views.add(column(field.type()));
    }
    return views;
  }

  private void readBuffer() {
    if (--buffersLeft < 0) {
      throw new InvalidInput("the record has fewer buffers than its schema needs");
    }
    long offset = LittleEndian.getLong(bytes, nextBuffer);
    long length = LittleEndian.getLong(bytes, nextBuffer + 8);
    nextBuffer += PAIR;
    if (offset < 0 || length < 0 || offset > bodyLength || length > bodyLength - offset) {
      throw new InvalidInput("the record has a buffer outside its body");
    }
    bufferStart = body + (int) offset;
    bufferLength = (int) length;
  }

  private static int checkedInt(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new InvalidInput("the record has a column of %d values".formatted(value));
    }
    return (int) value;
  }
}
