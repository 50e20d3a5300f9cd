package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.record.StructBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import java.util.BitSet;
import java.util.List;

/**
 * Objects with their fields in any order. What the type does not have is passed over, and what the
 * object does not have is null; of fields with one name, the first comes first.
 */
record StructReader(StructBuilder column, List<String> names, List<JsonReader> fields)
    implements JsonReader {

  static StructReader of(ColumnType.StructType type) {
    // U+0000 does not come back from the database.
    return of(
        type,
        type.fields().stream().map(Column::name).map(name -> name.replace("\0", "")).toList());
  }

  /**
   * @param names of the fields in the JSON
   */
  static StructReader of(ColumnType.StructType type, List<String> names) {
    List<JsonReader> fields = type.fields().stream().map(Column::type).map(JsonReader::of).toList();
    List<ColumnBuilder> columns = fields.stream().map(JsonReader::column).toList();
    return new StructReader(new StructBuilder(type, columns), names, fields);
  }

  @Override
  public void read(JsonCursor json) {
    BitSet found = new BitSet();
    json.expect('{');
    if (!json.take('}')) {
      do {
        String name = json.takeString();
        json.expect(':');
        int field = field(name, found);
        if (field < 0) {
          json.takeValue(new ByteSink());
        } else {
          found.set(field);
          fields.get(field).readNullable(json);
        }
      } while (json.take(','));
      json.expect('}');
    }
    for (int i = found.nextClearBit(0); i < fields.size(); i = found.nextClearBit(i + 1)) {
      fields.get(i).column().appendNull();
    }
    column.append();
  }

  /** The first field of a name that has no value yet; negative when there is none. */
  private int field(String name, BitSet found) {
    for (int i = 0; i < names.size(); i++) {
      if (!found.get(i) && names.get(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
