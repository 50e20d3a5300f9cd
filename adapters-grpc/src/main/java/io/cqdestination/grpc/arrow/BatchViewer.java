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
import org.apache.arrow.flatbuf.CompressionType;
import org.jspecify.annotations.Nullable;

/**
 * Lays core's views over the buffers of a record batch message, without copying them unless they
 * are compressed. Used by one thread.
 *
 * <p>Nodes and buffers come in the order of a depth-first walk over the fields; which buffers a
 * field has follows from its type (Arrow columnar format, "Recordbatch message").
 */
final class BatchViewer {
  /** Field of BodyCompression in Arrow's Message.fbs. */
  private static final int CODEC_SLOT = 0;

  private final BatchHeader header = new BatchHeader();
  private @Nullable DecompressedBody decompressed;
  private byte[] bytes = {};
  private int bufferStart;
  private int bufferLength;

  /**
   * @throws InvalidInput when the batch does not have what the table's columns need
   */
  RecordBatch view(Table table, byte[] stream, IpcMessage message) {
    header.open(message);
    int compression = header.compression();
    decompressed =
        compression == 0
            ? null
            : DecompressedBody.of(stream, header, codec(message.metadata(), compression));
    bytes = decompressed == null ? stream : decompressed.bytes();
    int size = decompressed == null ? message.end() - message.body() : bytes.length;
    List<Column> columns = table.columns();
    List<ColumnView> views = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      views.add(column(columns.get(i).type()));
    }
    return new RecordBatch(table, header.rows(), size, views);
  }

  private static byte codec(FlatBuffer metadata, int compression) {
    int codec = metadata.field(compression, CODEC_SLOT);
    return codec == 0 ? CompressionType.LZ4_FRAME : metadata.getByte(codec);
  }

  private ColumnView column(ColumnType type) {
    header.readNode();
    int length = header.length();
    int nullCount = header.nullCount();
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
    DecompressedBody other = decompressed;
    if (other == null) {
      header.readBuffer();
      bufferStart = header.bufferStart();
      bufferLength = header.bufferLength();
    } else {
      other.readBuffer();
      bufferStart = other.bufferStart();
      bufferLength = other.bufferLength();
    }
  }
}
