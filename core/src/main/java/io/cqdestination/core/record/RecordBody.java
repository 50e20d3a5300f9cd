package io.cqdestination.core.record;

import java.util.ArrayList;
import java.util.List;

/**
 * The buffers of a record behind one another, each at a multiple of 8 bytes, as an Arrow record
 * batch message has them in its body: depth first, in the order of the columns. Immutable; valid as
 * long as the record is.
 */
public final class RecordBody {
  /** Length and number of nulls of one column or child. */
  public record Node(int length, int nullCount) {}

  /** Where a buffer lies in the body, in bytes. */
  public record Range(int offset, int length) {}

  private record Source(byte[] bytes, int start) {}

  private final List<Node> nodes = new ArrayList<>();
  private final List<Range> buffers = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private int length;

  private RecordBody() {}

  public static RecordBody of(RecordBatch batch) {
    RecordBody body = new RecordBody();
    batch.columns().forEach(body::add);
    return body;
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public List<Range> buffers() {
    return List.copyOf(buffers);
  }

  /** Bytes of the body, a multiple of 8. */
  public int length() {
    return length;
  }

  /** Writes the body's bytes. */
  public void copyTo(byte[] target, int position) {
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      Range range = buffers.get(i);
      System.arraycopy(
          source.bytes(), source.start(), target, position + range.offset(), range.length());
    }
  }

  private void add(ColumnView column) {
    nodes.add(new Node(column.length(), column.nullCount()));
    ColumnBuffers ranges = column.buffers();
    if (column.layout().hasValidity()) {
      add(column, ranges.validity(), ranges.validityLength());
    }
    if (column.layout().hasOffsets()) {
      add(column, ranges.offsets(), ranges.offsetsLength());
    }
    if (column.layout().hasValues()) {
      add(column, ranges.values(), ranges.valuesLength());
    }
    column.children().forEach(this::add);
  }

  private void add(ColumnView column, int start, int size) {
    buffers.add(new Range(length, size));
    sources.add(new Source(column.bytes(), start));
    length = Math.addExact(length, (size + 7) & ~7);
  }
}
