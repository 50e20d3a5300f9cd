package io.cqdestination.postgres.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Encoded rows in a list of chunks; a row never spans two. Rows that a later one replaces are left
 * out when the rows are sent. Used by one thread at a time.
 */
public final class RowBuffer {

  /** Takes the encoded rows in order. */
  @FunctionalInterface
  public interface Sink<E extends Exception> {
    void accept(byte[] bytes, int start, int length) throws E;
  }

  private static final class Chunk {
    private final byte[] bytes;
    private int end;

    /**
     * Starts and ends of replaced rows, ascending in pairs once sorted; null while there are none.
     */
    private final List<long[]> replaced = new ArrayList<>(0);

    private Chunk(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private final ChunkPool pool;
  private final List<Chunk> chunks = new ArrayList<>();
  private byte[] current = {};
  private int position;
  private long bytes;
  private long rows;
  private boolean freed;

  public RowBuffer(ChunkPool pool) {
    this.pool = pool;
  }

  /** Rows that will be sent. */
  public long rows() {
    return rows;
  }

  /** Bytes of all encoded rows. */
  public long bytes() {
    return bytes;
  }

  /**
   * Memory of the rows: a chunk where there are few, as among thousands of tables. That the last of
   * several is not full counts for nothing.
   */
  public long heldBytes() {
    return chunks.isEmpty() ? 0 : Math.max(bytes, chunks.getFirst().bytes.length);
  }

  /** Makes room for {@code bound} bytes in one chunk. */
  void reserve(long bound) {
    if (bound > current.length - position) {
      int wanted =
          Math.toIntExact(Math.max(bound, Math.min(2L * current.length, ChunkPool.LARGEST)));
      current = pool.take(wanted);
      position = 0;
      chunks.add(new Chunk(current));
    }
  }

  /** The chunk that the last row was written to, and the next one may be. */
  public byte[] array() {
    return current;
  }

  int position() {
    return position;
  }

  /** The chunk being written, for {@link #bytesOf} and {@link #replace}. */
  int chunkIndex() {
    return chunks.size() - 1;
  }

  byte[] bytesOf(int chunk) {
    return chunks.get(chunk).bytes;
  }

  /** One row was written from {@link #position} to {@code end}. */
  void wrote(int end) {
    bytes += end - position;
    position = end;
    chunks.getLast().end = end;
    rows++;
  }

  /** A row written before will not be sent. */
  void replace(int chunk, int start, int end) {
    chunks.get(chunk).replaced.add(new long[] {start, end});
    rows--;
  }

  /**
   * Rows will not be sent.
   *
   * @param dropped among those of {@link EncodedRows#list}
   */
  public void drop(Collection<EncodedRow> dropped) {
    for (EncodedRow row : dropped) {
      for (int chunk = 0; chunk < chunks.size(); chunk++) {
        if (bytesOf(chunk) == row.bytes()) {
          replace(chunk, row.firstField() - Short.BYTES, row.end());
        }
      }
    }
  }

  /** Hands on all rows that were not replaced; may be repeated. */
  public <E extends Exception> void forEach(Sink<E> sink) throws E {
    for (Chunk chunk : chunks) {
      int from = 0;
      chunk.replaced.sort((a, b) -> Long.compare(a[0], b[0]));
      for (long[] row : chunk.replaced) {
        if (row[0] > from) {
          sink.accept(chunk.bytes, from, (int) row[0] - from);
        }
        from = (int) row[1];
      }
      if (chunk.end > from) {
        sink.accept(chunk.bytes, from, chunk.end - from);
      }
    }
  }

  /** Gives the chunks back; the rows are gone. */
  public void free() {
    if (!freed) {
      freed = true;
      chunks.forEach(chunk -> pool.give(chunk.bytes));
      chunks.clear();
      current = new byte[0];
    }
  }
}
