package io.cqdestination.grpc.arrow;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of a stream, found by the bytes they were read from: almost every record repeats one, and
 * comparing bytes is many times cheaper than reading them. Used by one thread.
 */
final class SchemaCache {
  /** Enough for the schemas of a thousand wide tables. */
  private static final int MOST_BYTES = 8 << 20;

  private record Entry(byte[] bytes, RecordSchema schema) {
    boolean matches(byte[] stream, int start, int end) {
      return Arrays.equals(bytes, 0, bytes.length, stream, start, end);
    }
  }

  /** By checksum (upper 32 bits) and length of the bytes. */
  private final Map<Long, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private int bytesHeld;
  private @Nullable Entry last;

  /** The schema of the message, read only if its bytes have not been seen. */
  RecordSchema get(byte[] stream, IpcMessage message) {
    Entry recent = last;
    if (recent != null && recent.matches(stream, message.start(), message.end())) {
      return recent.schema();
    }
    int length = message.end() - message.start();
    CRC32C checksum = new CRC32C();
    checksum.update(stream, message.start(), length);
    Long key = checksum.getValue() << Integer.SIZE | length;
    Entry entry = entries.get(key);
    if (entry == null || !entry.matches(stream, message.start(), message.end())) {
      entry = add(key, stream, message);
    }
    last = entry;
    return entry.schema();
  }

  private Entry add(Long key, byte[] stream, IpcMessage message) {
    byte[] bytes = Arrays.copyOfRange(stream, message.start(), message.end());
    Entry entry = new Entry(bytes, SchemaReader.read(stream, message));
    Entry replaced = entries.put(key, entry);
    bytesHeld += bytes.length - (replaced == null ? 0 : replaced.bytes().length);
    var oldest = entries.entrySet().iterator();
    while (bytesHeld > MOST_BYTES && entries.size() > 1) {
      bytesHeld -= oldest.next().getValue().bytes().length;
      oldest.remove();
    }
    return entry;
  }
}
