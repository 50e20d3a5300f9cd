package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnLayout;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema message of an IPC stream. The metadata keys are CloudQuery's. Thread-safe.
 *
 * <p>Works on Arrow's flatbuffer classes: its richer Schema class costs start-up time and is not
 * needed.
 */
final class SchemaReader {
  private SchemaReader() {}

  /**
   * @throws InvalidInput when the message is no schema or describes something no column can hold
   */
  static RecordSchema read(byte[] stream, IpcMessage message) {
    if (message.headerType() != MessageHeader.Schema) {
      throw new InvalidInput("the Arrow stream does not begin with a schema");
    }
    try {
      FlatBuffer metadata = message.metadata();
      ByteBuffer bytes =
          ByteBuffer.wrap(stream, metadata.from(), metadata.to() - metadata.from())
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN);
      Schema schema = new Schema().__assign(message.header() - metadata.from(), bytes);
      if (schema.endianness() != Endianness.Little) {
        throw new InvalidInput("the Arrow stream has big-endian numbers, which are not supported");
      }
      SchemaLimits.verify(schema);
      return read(schema);
    } catch (IndexOutOfBoundsException | NegativeArraySizeException damaged) {
      throw new InvalidInput("the schema of the Arrow stream is damaged", damaged);
    } catch (IllegalArgumentException impossible) {
      throw new InvalidInput(
          "the schema of the Arrow stream is impossible: " + impossible.getMessage(), impossible);
    }
  }

  private static RecordSchema read(Schema schema) {
    FieldReader fields = new FieldReader();
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      Field field = Objects.requireNonNull(schema.fields(i));
      Column column = fields.read(field);
      if (!names.add(column.name())) {
        throw new InvalidInput("the schema has two columns named " + column.name());
      }
      columns.add(column);
    }
    IntFunction<@Nullable KeyValue> metadata = schema::customMetadata;
    int count = schema.customMetadataLength();
    String parent = value(metadata, count, "cq:table_depends_on");
    Table table =
        new Table(
            Objects.requireNonNullElse(value(metadata, count, "cq:table_name"), ""),
            Table.description(
                Objects.requireNonNullElse(value(metadata, count, "cq:table_title"), ""),
                Objects.requireNonNullElse(value(metadata, count, "cq:table_description"), "")),
            parent == null || parent.isEmpty() ? null : parent,
            columns);
    return new RecordSchema(
        table,
        columns.stream().map(Column::type).map(ColumnLayout::of).toList(),
        fields.needsConversion());
  }

  /** The value of a metadata key, or null. */
  static @Nullable String value(IntFunction<@Nullable KeyValue> metadata, int count, String key) {
    for (int i = 0; i < count; i++) {
      KeyValue entry = metadata.apply(i);
      if (entry != null && key.equals(entry.key())) {
        return entry.value();
      }
    }
    return null;
  }
}
