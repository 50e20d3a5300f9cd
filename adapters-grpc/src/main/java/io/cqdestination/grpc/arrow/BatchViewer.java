package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnBuffers;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;

/**
 * Lays core's views over the buffers of a record batch message, without copying them. Used by one
 * thread.
 *
 * <p>Nodes and buffers come in the order of a depth-first walk over the fields; which buffers a
 * field has follows from its type (Arrow columnar format, "Recordbatch message").
 */
final class BatchViewer {
  private final FieldNode node = new FieldNode();
  private final Buffer buffer = new Buffer();
  private byte[] bytes = {};
  private int body;
  private int bodyLength;
  private org.apache.arrow.flatbuf.RecordBatch batch = new org.apache.arrow.flatbuf.RecordBatch();
  private int nextNode;
  private int nextBuffer;
  private int bufferStart;
  private int bufferLength;

  /**
   * @throws InvalidInput when the batch does not have what the table's columns need
   */
  RecordBatch view(
      Table table, byte[] stream, IpcMessage message, org.apache.arrow.flatbuf.RecordBatch header) {
    bytes = stream;
    body = message.body();
    bodyLength = message.end() - message.body();
    batch = header;
    nextNode = 0;
    nextBuffer = 0;
    long rows = header.length();
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

  private ColumnView column(ColumnType type) {
    if (nextNode >= batch.nodesLength()) {
      throw new InvalidInput("the record has fewer columns than its schema");
    }
    batch.nodes(node, nextNode++);
    int length = checkedInt(node.length());
    int nullCount = checkedInt(node.nullCount());
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
    if (nextBuffer >= batch.buffersLength()) {
      throw new InvalidInput("the record has fewer buffers than its schema needs");
    }
    batch.buffers(buffer, nextBuffer++);
    long offset = buffer.offset();
    long length = buffer.length();
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
