package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.table.ColumnType;

/** Adds values of one type to a column from their JSON. Used by one thread. */
interface JsonReader {

  ColumnBuilder column();

  /**
   * Adds the value at the cursor, which is not {@code null}.
   *
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when the JSON is no
   *     value of the type, or no JSON
   */
  void read(JsonCursor json);

  default void readNullable(JsonCursor json) {
    if (json.takeNull()) {
      column().appendNull();
    } else {
      read(json);
    }
  }

  static JsonReader of(ColumnType type) {
    return switch (type) {
      case ColumnType.StructType struct -> StructReader.of(struct);
      case ColumnType.MapType(ColumnType.StructType entry) -> ListReader.ofEntries(entry);
      case ColumnType.ListType list -> ListReader.of(list);
      case ColumnType.IntervalType interval -> IntervalReader.of(interval);
      case ColumnType.JsonType _ -> new DocumentReader();
      default -> ScalarReader.of(type);
    };
  }
}
