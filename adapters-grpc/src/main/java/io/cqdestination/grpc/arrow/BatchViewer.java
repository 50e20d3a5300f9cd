package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnBuffers;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
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
  RecordBatch view(RecordSchema schema, byte[] stream, IpcMessage message) {
    header.open(message);
    int compression = header.compression();
    decompressed =
        compression == 0
            ? null
            : DecompressedBody.of(stream, header, codec(message.metadata(), compression));
    bytes = decompressed == null ? stream : decompressed.bytes();
    int size = decompressed == null ? message.end() - message.body() : bytes.length;
    return new RecordBatch(schema.table(), header.rows(), size, columns(schema.layouts()));
  }

  private static byte codec(FlatBuffer metadata, int compression) {
    int codec = metadata.field(compression, CODEC_SLOT);
    return codec == 0 ? CompressionType.LZ4_FRAME : metadata.getByte(codec);
  }

  private List<ColumnView> columns(List<ColumnLayout> layouts) {
    int count = layouts.size();
    if (count == 0) {
      return List.of();
    }
    List<ColumnView> views = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      views.add(column(layouts.get(i)));
    }
    return views;
  }

  private ColumnView column(ColumnLayout layout) {
    header.readNode();
    int length = header.length();
    int nullCount = header.nullCount();
    int validity = 0;
    int validityLength = 0;
    int offsets = 0;
    int offsetsLength = 0;
    int values = 0;
    int valuesLength = 0;
    if (layout.hasValidity()) {
      readBuffer();
      validity = bufferStart;
      validityLength = bufferLength;
    }
    if (layout.hasOffsets()) {
      readBuffer();
      offsets = bufferStart;
      offsetsLength = bufferLength;
    }
    if (layout.hasValues()) {
      readBuffer();
      values = bufferStart;
      valuesLength = bufferLength;
    }
    ColumnBuffers buffers =
        new ColumnBuffers(validity, validityLength, offsets, offsetsLength, values, valuesLength);
    return new ColumnView(layout, length, nullCount, bytes, buffers, columns(layout.children()));
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
