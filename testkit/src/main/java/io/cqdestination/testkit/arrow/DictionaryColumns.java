package io.cqdestination.testkit.arrow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of one stream: for each encoded column its different values, and the index that
 * stands for each. A dictionary's id is its column's position.
 */
final class DictionaryColumns implements AutoCloseable, DictionaryProvider {

  private static final ArrowType.Int INDEX = new ArrowType.Int(32, true);

  private final Schema schema;
  private final Map<Integer, List<Object>> values;
  private final Map<Long, Dictionary> dictionaries;

  private DictionaryColumns(
      Schema schema, Map<Integer, List<Object>> values, Map<Long, Dictionary> dictionaries) {
    this.schema = schema;
    this.values = values;
    this.dictionaries = dictionaries;
  }

  static DictionaryColumns of(
      Schema schema,
      Set<String> encoded,
      List<List<SampleRow>> batches,
      BufferAllocator allocator) {
    Map<Integer, List<Object>> values = new HashMap<>();
    Map<Long, Dictionary> dictionaries = new HashMap<>();
    for (int column = 0; column < schema.getFields().size(); column++) {
      Field field = schema.getFields().get(column);
      if (encoded.contains(field.getName())) {
        List<Object> distinct = distinct(batches, column);
        values.put(column, distinct);
        dictionaries.put((long) column, dictionary(column, field, distinct, allocator));
      }
    }
    return new DictionaryColumns(schema, values, dictionaries);
  }

  /** The schema in which encoded columns hold indices. */
  Schema encodedSchema() {
    List<Field> fields = new ArrayList<>();
    for (int column = 0; column < schema.getFields().size(); column++) {
      Field field = schema.getFields().get(column);
      fields.add(values.containsKey(column) ? indices(column, field) : field);
    }
    return new Schema(fields, schema.getCustomMetadata());
  }

  /** What a column's vector holds for a value: the value, or its index. */
  @Nullable Object encoded(int column, @Nullable Object value) {
    List<Object> distinct = values.get(column);
    return distinct == null || value == null ? value : (Object) distinct.indexOf(value);
  }

  @Override
  public @Nullable Dictionary lookup(long id) {
    return dictionaries.get(id);
  }

  @Override
  public Set<Long> getDictionaryIds() {
    return dictionaries.keySet();
  }

  @Override
  public void close() {
    dictionaries.values().forEach(dictionary -> dictionary.getVector().close());
  }

  private static List<Object> distinct(List<List<SampleRow>> batches, int column) {
    List<Object> distinct = new ArrayList<>();
    for (List<SampleRow> batch : batches) {
      for (SampleRow row : batch) {
        Object value = row.values().get(column);
        if (value != null && !distinct.contains(value)) {
          distinct.add(value);
        }
      }
    }
    return distinct;
  }

  private static Dictionary dictionary(
      int column, Field field, List<Object> values, BufferAllocator allocator) {
    FieldVector vector = field.createVector(allocator);
    for (int i = 0; i < values.size(); i++) {
      VectorValues.set(vector, i, values.get(i));
    }
    vector.setValueCount(values.size());
    return new Dictionary(vector, encoding(column));
  }

  private static Field indices(int column, Field field) {
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), INDEX, encoding(column), field.getMetadata()),
        List.of());
  }

  private static DictionaryEncoding encoding(int column) {
    return new DictionaryEncoding(column, false, INDEX);
  }
}
