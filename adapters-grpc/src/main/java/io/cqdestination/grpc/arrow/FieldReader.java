package io.cqdestination.grpc.arrow;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import java.util.Objects;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one schema that is within {@link SchemaLimits}. Used by one thread. */
final class FieldReader {
  private final TypeReader types = new TypeReader(this::read);
  private boolean needsConversion;

  /** Whether one of the fields read so far has a layout that core's views do not know. */
  boolean needsConversion() {
    return needsConversion;
  }

  Column read(Field field) {
    return new Column(
        Objects.requireNonNullElse(field.name(), ""),
        type(field),
        field.nullable(),
        isSet(field, "cq:extension:primary_key"),
        isSet(field, "cq:extension:unique"));
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
