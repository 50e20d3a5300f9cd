package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import java.util.List;

/** Collects lists; their elements are added to {@link #elements()} first. Used by one thread. */
public final class ListBuilder extends ColumnBuilder {
  private final ColumnType.ListType listType;
  private final ColumnBuilder elements;
  private final OffsetList offsets = new OffsetList();

  public ListBuilder(ColumnType.ListType listType, ColumnBuilder elements) {
    this.listType = listType;
    this.elements = elements;
  }

  public ColumnBuilder elements() {
    return elements;
  }

  /** Ends a list: the elements added since the last one are its own. */
  public void append() {
    appendValid();
    offsets.add(elements.length());
  }

  @Override
  void skipValue() {
    if (listType.layout() instanceof ListLayout.Fixed(int size)) {
      for (int i = 0; i < size; i++) {
        elements.appendNull();
      }
    }
    offsets.add(elements.length());
  }

  @Override
  public int byteSize() {
    return elements.byteSize();
  }

  @Override
  public ColumnView build(ColumnType type) {
    ColumnLayout layout = ColumnLayout.of(type);
    byte[] validity = validity();
    byte[] offsetBytes = layout.hasOffsets() ? offsets.bytes(layout.largeOffsets()) : new byte[0];
    byte[] bytes = new byte[validity.length + offsetBytes.length];
    System.arraycopy(validity, 0, bytes, 0, validity.length);
    System.arraycopy(offsetBytes, 0, bytes, validity.length, offsetBytes.length);
    return new ColumnView(
        layout,
        length(),
        nullCount(),
        bytes,
        new ColumnBuffers(0, validity.length, validity.length, offsetBytes.length, 0, 0),
        List.of(elements.build(listType.element().type())));
  }
}
