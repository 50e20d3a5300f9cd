package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import org.apache.arrow.flatbuf.MessageHeader;

/**
 * Reads the IPC streams of one call: tables (a schema) and records (a schema and batches). Used by
 * one thread.
 *
 * <p>The usual record is read in place. One with dictionaries or layouts of other kinds takes the
 * way through Arrow's own reader, and comes out as the same views.
 */
public final class RecordDecoder {

  /** Takes the batches of a record, one after the other; each is valid until the call returns. */
  @FunctionalInterface
  public interface BatchSink {
    void accept(RecordBatch batch) throws InterruptedException;
  }

  private final SchemaCache schemas = new SchemaCache();
  private final BatchViewer viewer = new BatchViewer();
  private final ConvertingReader converting = new ConvertingReader();

  /**
   * The table that an IPC stream without batches describes.
   *
   * @throws InvalidInput when the bytes are no such stream
   */
  public Table table(byte[] stream) {
    return schema(stream, 0, stream.length).schema().table();
  }

  /**
   * The table of a stream in whose schema records are to be sent back.
   *
   * @throws InvalidInput when a column has a layout that is understood but not written
   */
  public Table tableToSend(byte[] stream) {
    RecordSchema schema = schema(stream, 0, stream.length).schema();
    if (schema.needsConversion()) {
      throw new InvalidInput(
          "table %s cannot be read with dictionaries, views, unions or run-end encoded columns"
              .formatted(schema.table().name()));
    }
    return schema.table();
  }

  /**
   * Hands on every batch of an IPC stream.
   *
   * @param start position of the stream's first byte
   * @param end position behind its last
   * @throws InvalidInput when the bytes are no such stream; batches before the fault have been
   *     handed on
   */
  public void batches(byte[] stream, int start, int end, BatchSink sink)
      throws InterruptedException {
    Opened opened = schema(stream, start, end);
    RecordSchema schema = opened.schema();
    try {
      if (schema.needsConversion()) {
        converting.read(schema, stream, start, end, sink);
        return;
      }
      int position = opened.end();
      for (IpcMessage message = IpcFraming.next(stream, position, end);
          message != null;
          message = IpcFraming.next(stream, position, end)) {
        if (message.headerType() != MessageHeader.RecordBatch) {
          throw new InvalidInput("the Arrow stream has a message that is no record batch");
        }
        sink.accept(viewer.view(schema, stream, message));
        position = message.end();
      }
    } catch (IndexOutOfBoundsException damaged) {
      throw new InvalidInput(
          "a record of table %s is damaged".formatted(schema.table().name()), damaged);
    }
  }

  private record Opened(RecordSchema schema, int end) {}

  private Opened schema(byte[] stream, int start, int end) {
    IpcMessage message = IpcFraming.next(stream, start, end);
    if (message == null) {
      throw new InvalidInput("the Arrow stream is empty: it has no schema");
    }
    return new Opened(schemas.get(stream, message), message.end());
  }
}
