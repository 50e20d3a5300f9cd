package io.cqdestination.testkit.arrow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.jspecify.annotations.Nullable;

/**
 * An Arrow IPC stream of one table's rows: any number of batches, compressed or dictionary-encoded
 * if wanted. Immutable; each method returns a changed stream.
 */
public final class SampleStream {

  private final SampleTable table;
  private final List<List<SampleRow>> batches;
  private final CodecType codec;
  private final Set<String> dictionaryColumns;

  SampleStream(SampleTable table) {
    this(table, List.of(), CodecType.NO_COMPRESSION, Set.of());
  }

  private SampleStream(
      SampleTable table,
      List<List<SampleRow>> batches,
      CodecType codec,
      Set<String> dictionaryColumns) {
    this.table = table;
    this.batches = List.copyOf(batches);
    this.codec = codec;
    this.dictionaryColumns = Set.copyOf(dictionaryColumns);
  }

  /** With one more batch, which may be empty. */
  public SampleStream batch(SampleRow... rows) {
    return batch(List.of(rows));
  }

  /** With one more batch, which may be empty. */
  public SampleStream batch(List<SampleRow> rows) {
    List<List<SampleRow>> more = new ArrayList<>(batches);
    more.add(List.copyOf(rows));
    return new SampleStream(table, more, codec, dictionaryColumns);
  }

  /** With the buffers of every batch compressed. */
  public SampleStream compressed(CodecType by) {
    return new SampleStream(table, batches, by, dictionaryColumns);
  }

  /** With columns that hold indices into a dictionary, which is sent before the first batch. */
  public SampleStream dictionaryEncoded(String... columns) {
    return new SampleStream(table, batches, codec, Set.of(columns));
  }

  /** The stream from the schema to the end marker. */
  public byte[] bytes() {
    return written((root, dictionaries, channel) ->
        new ArrowStreamWriter(
            root,
            dictionaries,
            channel,
            IpcOption.DEFAULT,
            CompressionCodec.Factory.INSTANCE,
            codec));
  }

  /** The same batches in Arrow's IPC file format, with its footer. */
  public byte[] file() {
    return written((root, dictionaries, channel) ->
        new ArrowFileWriter(
            root,
            dictionaries,
            channel,
            Map.of(),
            IpcOption.DEFAULT,
            CompressionCodec.Factory.INSTANCE,
            codec));
  }

  private interface Format {
    ArrowWriter writer(
        VectorSchemaRoot root, DictionaryColumns dictionaries, WritableByteChannel channel);
  }

  private byte[] written(Format format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator();
        DictionaryColumns dictionaries =
            DictionaryColumns.of(table.schema(), dictionaryColumns, batches, allocator);
        VectorSchemaRoot root = VectorSchemaRoot.create(dictionaries.encodedSchema(), allocator);
        ArrowWriter writer = format.writer(root, dictionaries, Channels.newChannel(out))) {
      writer.start();
      for (List<SampleRow> batch : batches) {
        fill(root, batch, dictionaries);
        writer.writeBatch();
      }
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void fill(
      VectorSchemaRoot root, List<SampleRow> batch, DictionaryColumns dictionaries) {
    for (int column = 0; column < root.getFieldVectors().size(); column++) {
      FieldVector vector = root.getVector(column);
      vector.clear();
      for (int row = 0; row < batch.size(); row++) {
        @Nullable Object value = batch.get(row).values().get(column);
        VectorValues.set(vector, row, dictionaries.encoded(column, value));
      }
      vector.setValueCount(batch.size());
    }
    root.setRowCount(batch.size());
  }
}
