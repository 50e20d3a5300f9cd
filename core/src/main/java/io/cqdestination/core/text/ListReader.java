package io.cqdestination.core.text;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ListBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;

/** Arrays, as lists or as the entries of maps. */
record ListReader(ListBuilder column, JsonReader elements, ListLayout layout)
    implements JsonReader {

  static ListReader of(ColumnType.ListType type) {
    JsonReader elements = JsonReader.of(type.element().type());
    return new ListReader(new ListBuilder(type, elements.column()), elements, type.layout());
  }

  static ListReader ofEntries(ColumnType.StructType entry) {
    ColumnType.ListType list =
        new ColumnType.ListType(Column.of("entries", entry), new ListLayout.Offsets(false));
    JsonReader elements = StructReader.of(entry, JsonText.ENTRY);
    return new ListReader(new ListBuilder(list, elements.column()), elements, list.layout());
  }

  @Override
  public void read(JsonCursor json) {
    int before = elements.column().length();
    json.expect('[');
    if (!json.take(']')) {
      do {
        elements.readNullable(json);
      } while (json.take(','));
      json.expect(']');
    }
    int count = elements.column().length() - before;
    if (layout instanceof ListLayout.Fixed(int size) && size != count) {
      throw new InvalidInput("a list has %d elements instead of %d".formatted(count, size));
    }
    column.append();
  }
}
