package io.cqdestination.core.record;

/**
 * Where the buffers of one column lie in the byte array of its record; positions and lengths in
 * bytes, a length of zero for a buffer the column does not have. Arrow's rule: a validity buffer
 * may be absent when no value is null.
 */
public record ColumnBuffers(
    int validity,
    int validityLength,
    int offsets,
    int offsetsLength,
    int values,
    int valuesLength) {

  /** A column without buffers, such as Arrow's null type. */
  public static final ColumnBuffers NONE = new ColumnBuffers(0, 0, 0, 0, 0, 0);
}
