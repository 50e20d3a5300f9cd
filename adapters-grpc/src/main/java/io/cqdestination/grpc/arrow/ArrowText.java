package io.cqdestination.grpc.arrow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** The text form of a value of any Arrow type. Thread-safe. */
final class ArrowText {
  /** Where a view that is no inline value has the number of its buffer, and the offset there. */
  private static final int BUFFER_INDEX = 8;

  private static final int BUFFER_OFFSET = 12;

  private ArrowText() {}

  /** UTF-8 text of the value, the bytes themselves for a binary view, or null. */
  static byte @Nullable [] of(ValueVector vector, int row) {
    if (vector instanceof BaseVariableWidthViewVector views && !views.isNull(row)) {
      checkLength(views, row);
    }
    return switch (vector.getObject(row)) {
      case null -> null;
      case Text text -> text.copyBytes();
      case byte[] bytes when vector instanceof ViewVarBinaryVector -> bytes;
      case byte[] bytes -> Base64.getEncoder().encode(bytes);
      case Object value -> value.toString().getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Arrow makes room for a value before it looks whether the value is there. */
  private static void checkLength(BaseVariableWidthViewVector views, int row) {
    int length = views.getValueLength(row);
    if (length > BaseVariableWidthViewVector.INLINE_SIZE) {
      ArrowBuf view = views.getDataBuffer();
      long at = (long) row * BaseVariableWidthViewVector.ELEMENT_SIZE;
      ArrowBuf data = views.getDataBuffers().get(view.getInt(at + BUFFER_INDEX));
      Objects.checkFromIndexSize((long) view.getInt(at + BUFFER_OFFSET), length, data.capacity());
    }
  }
}
