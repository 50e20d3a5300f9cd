package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import java.util.Objects;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one schema. Used by one thread. */
final class FieldReader {
  /** Deeper nesting than any source has; keeps damaged input from exhausting the stack. */
  private static final int DEEPEST = 64;

  /**
   * More fields than any source has; keeps fields that share their children from multiplying
   * without end.
   */
  private static final int MOST_FIELDS = 50_000;

  private final TypeReader types = new TypeReader(this::read);
  private int depth;
  private int fieldsRead;
  private boolean needsConversion;

  /** Whether one of the fields read so far has a layout that core's views do not know. */
  boolean needsConversion() {
    return needsConversion;
  }

  Column read(Field field) {
    if (++fieldsRead > MOST_FIELDS || ++depth > DEEPEST) {
      throw new InvalidInput("the schema of the Arrow stream is too large or nested too deeply");
    }
    try {
      return new Column(
          Objects.requireNonNullElse(field.name(), ""),
          type(field),
          field.nullable(),
          isSet(field, "cq:extension:primary_key"),
          isSet(field, "cq:extension:unique"));
    } finally {
      depth--;
    }
  }

  private ColumnType type(Field field) {
    if (field.dictionary() != null) {
      needsConversion = true;
      var _ = types.read(field); // what the values are has to be understood, too
      return new ColumnType.OpaqueType("dictionary");
    }
    ColumnType extension = extensionType(field);
    if (TypeReader.needsConversion(field)
        || extension != null && field.typeType() == Type.LargeUtf8) {
      needsConversion = true;
    }
    if (extension != null) {
      return extension;
    }
    return types.read(field);
  }

  /**
   * CloudQuery's extension types and Arrow's own of the same meaning, where the storage is one that
   * they are defined on.
   */
  private static @Nullable ColumnType extensionType(Field field) {
    String name = metadata(field, "ARROW:extension:name");
    byte storage = field.typeType();
    if (("uuid".equals(name) || "arrow.uuid".equals(name)) && storage == Type.FixedSizeBinary) {
      boolean wide =
          field.type(new FixedSizeBinary()) instanceof FixedSizeBinary binary
              && binary.byteWidth() == 16;
      return wide ? new ColumnType.UuidType() : null;
    }
    if ("arrow.json".equals(name) && (storage == Type.LargeUtf8 || storage == Type.Utf8View)) {
      return new ColumnType.JsonType();
    }
    if (name == null || !(storage == Type.Binary || storage == Type.Utf8)) {
      return null;
    }
    return switch (name) {
      case "json", "arrow.json" -> new ColumnType.JsonType();
      case "inet" -> new ColumnType.InetType();
      case "mac" -> new ColumnType.MacType();
      default -> null;
    };
  }

  private static boolean isSet(Field field, String key) {
    return "true".equals(metadata(field, key));
  }

  private static @Nullable String metadata(Field field, String key) {
    return SchemaReader.value(field::customMetadata, field.customMetadataLength(), key);
  }
}
