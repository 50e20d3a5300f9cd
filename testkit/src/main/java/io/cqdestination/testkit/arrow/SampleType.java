package io.cqdestination.testkit.arrow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * A column's type: Arrow's storage and, for CloudQuery's extension types, the metadata that says
 * what is stored. {@link SampleTypes} has them all.
 *
 * @param storage Arrow's type
 * @param children the fields of a nested type
 * @param metadata the field metadata that belongs to the type
 */
public record SampleType(ArrowType storage, List<Field> children, Map<String, String> metadata) {

  public SampleType {
    children = List.copyOf(children);
    metadata = Map.copyOf(metadata);
  }

  /** A field of this type, with more metadata than the type's own. */
  public Field field(String name, boolean nullable, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(metadata);
    all.putAll(more);
    return new Field(name, new FieldType(nullable, storage, null, all), children);
  }

  /** A nullable field of this type, as nested types have them. */
  public Field field(String name) {
    return field(name, true, Map.of());
  }
}
