package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnBuffers;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.VariableWidthBuilder;
import io.cqdestination.core.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/** Copies Arrow's vectors into core's views. Used by one thread. */
final class VectorConverter {
  /** Texts of one column; a dictionary or a run can stand for any number of them. */
  private static final int MOST_TEXT_BYTES = 128 << 20;

  private final DictionaryProvider dictionaries;
  private final BufferAllocator allocator;

  VectorConverter(DictionaryProvider dictionaries, BufferAllocator allocator) {
    this.dictionaries = dictionaries;
    this.allocator = allocator;
  }

  /** A view of the first {@code length} values, over bytes of its own. */
  ColumnView convert(FieldVector vector, ColumnLayout layout, int length) {
    ColumnType type = layout.type();
    if (type instanceof ColumnType.NullType || vector instanceof NullVector) {
      return new ColumnView(layout, length, length, new byte[0], ColumnBuffers.NONE, List.of());
    }
    if (vector.getField().getDictionary() != null) {
      Dictionary dictionary = dictionaries.lookup(vector.getField().getDictionary().getId());
      try (ValueVector decoded = DictionaryEncoder.decode(vector, dictionary, allocator)) {
        return text(decoded, type, length);
      }
    }
    if (type instanceof ColumnType.OpaqueType || isView(vector) || isLargeJson(vector, type)) {
      return text(vector, type, length);
    }
    return copy(vector, layout, length);
  }

  private static boolean isView(FieldVector vector) {
    return vector instanceof ViewVarCharVector || vector instanceof ViewVarBinaryVector;
  }

  /** Texts whose offsets have more bits than those of {@link ColumnType.JsonType}. */
  private static boolean isLargeJson(FieldVector vector, ColumnType type) {
    return vector instanceof LargeVarCharVector && type instanceof ColumnType.JsonType;
  }

  private static ColumnView text(ValueVector vector, ColumnType type, int length) {
    VariableWidthBuilder column = new VariableWidthBuilder();
    for (int row = 0; row < length; row++) {
      byte[] value = ArrowText.of(vector, row);
      if (value == null) {
        column.appendNull();
      } else {
        column.append(value);
        if (column.byteSize() > MOST_TEXT_BYTES) {
          throw new InvalidInput(
              "a column of a record has more than %d bytes once it is decoded"
                  .formatted(MOST_TEXT_BYTES));
        }
      }
    }
    return column.build(type);
  }

  private ColumnView copy(FieldVector vector, ColumnLayout layout, int length) {
    List<ArrowBuf> buffers = vector.getFieldBuffers();
    int[] starts = new int[buffers.size()];
    long size = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = Math.toIntExact(size);
      size += checkedLength(buffers.get(i));
    }
    byte[] bytes = new byte[Math.toIntExact(size)];
    for (int i = 0; i < starts.length; i++) {
      buffers.get(i).getBytes(0, bytes, starts[i], checkedLength(buffers.get(i)));
    }
    int validityLength =
        starts.length > 0 ? Math.toIntExact(buffers.getFirst().readableBytes()) : 0;
    int next = 1;
    int offsets = 0;
    int offsetsLength = 0;
    if (layout.hasOffsets()) {
      offsets = starts[next];
      offsetsLength = Math.toIntExact(buffers.get(next).readableBytes());
      next++;
    }
    int values = 0;
    int valuesLength = 0;
    if (layout.hasValues()) {
      values = starts[next];
      valuesLength = Math.toIntExact(buffers.get(next).readableBytes());
    }
    return new ColumnView(
        layout,
        length,
        vector.getNullCount(),
        bytes,
        new ColumnBuffers(0, validityLength, offsets, offsetsLength, values, valuesLength),
        children(vector, layout.children()));
  }

  /** Vectors say how many bytes they have by what their offsets claim. */
  private static int checkedLength(ArrowBuf buffer) {
    if (buffer.readableBytes() > buffer.capacity()) {
      throw new InvalidInput("the record has an offset behind its end");
    }
    return Math.toIntExact(buffer.readableBytes());
  }

  private List<ColumnView> children(FieldVector vector, List<ColumnLayout> layouts) {
    List<ColumnView> children = new ArrayList<>(layouts.size());
    for (int i = 0; i < layouts.size(); i++) {
      FieldVector child = vector.getChildrenFromFields().get(i);
      children.add(convert(child, layouts.get(i), child.getValueCount()));
    }
    return children;
  }
}
