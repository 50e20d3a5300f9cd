package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Collects structs; each field of one is added to its own builder first. Used by one thread. */
public final class StructBuilder extends ColumnBuilder {
  private final ColumnType.StructType structType;
  private final List<ColumnBuilder> fields;

  /**
   * @param fields one for each field of the type
   */
  public StructBuilder(ColumnType.StructType structType, List<ColumnBuilder> fields) {
    this.structType = structType;
    this.fields = List.copyOf(fields);
  }

  /** Ends a struct: the value added last to each field is its own. */
  public void append() {
    appendValid();
  }

  @Override
  void skipValue() {
    fields.forEach(ColumnBuilder::appendNull);
  }

  @Override
  public int byteSize() {
    return fields.stream().mapToInt(ColumnBuilder::byteSize).sum();
  }

  @Override
  public ColumnView build(ColumnType type) {
    byte[] validity = validity();
    List<ColumnView> children = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      children.add(fields.get(i).build(structType.fields().get(i).type()));
    }
    return new ColumnView(
        type,
        length(),
        nullCount(),
        validity,
        new ColumnBuffers(0, validity.length, 0, 0, 0, 0),
        children);
  }
}
