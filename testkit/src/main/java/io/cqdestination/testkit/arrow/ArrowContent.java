package io.cqdestination.testkit.arrow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an Arrow IPC stream holds, as Arrow's own library reads it.
 *
 * @param schema the schema with its metadata
 * @param batches rows of each batch; a value is what Arrow's vectors give for it, except that text
 *     is a String
 */
public record ArrowContent(Schema schema, List<List<List<@Nullable Object>>> batches) {

  /** Reads a stream to its end. */
  public static ArrowContent read(byte[] stream) {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(
                new ByteArrayInputStream(stream), allocator, CompressionCodec.Factory.INSTANCE)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      List<List<List<@Nullable Object>>> batches = new ArrayList<>();
      while (reader.loadNextBatch()) {
        batches.add(rows(root, reader, allocator));
      }
      return new ArrowContent(root.getSchema(), batches);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of all batches. */
  public List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    batches.forEach(rows::addAll);
    return rows;
  }

  private static List<List<@Nullable Object>> rows(
      VectorSchemaRoot root, ArrowStreamReader reader, BufferAllocator allocator)
      throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < root.getRowCount(); row++) {
      rows.add(new ArrayList<>());
    }
    for (FieldVector vector : root.getFieldVectors()) {
      DictionaryEncoding encoding = vector.getField().getDictionary();
      if (encoding == null) {
        addColumn(rows, vector);
      } else {
        try (ValueVector decoded =
            DictionaryEncoder.decode(vector, reader.lookup(encoding.getId()), allocator)) {
          addColumn(rows, decoded);
        }
      }
    }
    return rows;
  }

  private static void addColumn(List<List<@Nullable Object>> rows, ValueVector vector) {
    for (int row = 0; row < rows.size(); row++) {
      Object value = vector.getObject(row);
      rows.get(row).add(value instanceof Text text ? text.toString() : value);
    }
  }
}
