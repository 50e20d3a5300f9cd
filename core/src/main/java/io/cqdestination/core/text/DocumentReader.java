package io.cqdestination.core.text;

import io.cqdestination.core.record.VariableWidthBuilder;

/** JSON as it is, but for blanks. An element {@code null} is a null, as the two are alike. */
record DocumentReader(VariableWidthBuilder column) implements JsonReader {

  DocumentReader() {
    this(new VariableWidthBuilder());
  }

  @Override
  public void read(JsonCursor json) {
    ByteSink compact = new ByteSink();
    json.takeValue(compact);
    column.append(compact.toByteArray());
  }
}
