package io.cqdestination.grpc.arrow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** The text form of a value of any Arrow type. Thread-safe. */
final class ArrowText {
  private ArrowText() {}

  /** UTF-8 text of the value, the bytes themselves for a binary view, or null. */
  static byte @Nullable [] of(ValueVector vector, int row) {
    return switch (vector.getObject(row)) {
      case null -> null;
      case Text text -> text.copyBytes();
      case byte[] bytes when vector instanceof ViewVarBinaryVector -> bytes;
      case byte[] bytes -> Base64.getEncoder().encode(bytes);
      case Object value -> value.toString().getBytes(StandardCharsets.UTF_8);
    };
  }
}
