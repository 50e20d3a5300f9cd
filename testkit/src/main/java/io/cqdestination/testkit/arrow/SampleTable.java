package io.cqdestination.testkit.arrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table of a source: its name, its columns and what the schema says about them. Immutable; each
 * method returns a changed table.
 *
 * <pre>{@code
 * new SampleTable("t").column("id", int64()).column("v", text()).primaryKey("id")
 *     .record(row(1, "x"), row(2, "y"))
 * }</pre>
 */
public final class SampleTable {

  private static final String PRIMARY_KEY = "cq:extension:primary_key";
  private static final String UNIQUE = "cq:extension:unique";
  private static final String NAME = "cq:table_name";

  private final Map<String, String> metadata;
  private final List<Field> fields;

  /** A table without columns, with the metadata every source sends. */
  public SampleTable(String name) {
    this(
        Map.of(
            NAME,
            name,
            "cq:table_title",
            "",
            "cq:table_description",
            "",
            "cq:table_depends_on",
            "",
            "cq:extension:constraint_name",
            ""),
        List.of());
  }

  private SampleTable(Map<String, String> metadata, List<Field> fields) {
    this.metadata = Map.copyOf(metadata);
    this.fields = List.copyOf(fields);
  }

  /**
   * A table that begins with the four columns CloudQuery adds: {@code _cq_sync_time}, {@code
   * _cq_source_name}, {@code _cq_id} (unique, not null), {@code _cq_parent_id}.
   */
  public static SampleTable synced(String name) {
    return new SampleTable(name)
        .column("_cq_sync_time", SampleTypes.timestamp())
        .column("_cq_source_name", SampleTypes.text())
        .column("_cq_id", SampleTypes.uuid())
        .column("_cq_parent_id", SampleTypes.uuid())
        .notNull("_cq_id")
        .unique("_cq_id");
  }

  /** With one more column, which is nullable. */
  public SampleTable column(String name, SampleType type) {
    List<Field> more = new ArrayList<>(fields);
    more.add(type.field(name));
    return new SampleTable(metadata, more);
  }

  /** With columns as parts of the primary key; they become not nullable, as sources send them. */
  public SampleTable primaryKey(String... columns) {
    return notNull(columns).flagged(PRIMARY_KEY, columns);
  }

  /** With columns that are unique on their own. */
  public SampleTable unique(String... columns) {
    return flagged(UNIQUE, columns);
  }

  /** With columns that are not nullable. */
  public SampleTable notNull(String... columns) {
    SampleTable table = this;
    for (String column : columns) {
      table = table.changed(column, false, Map.of());
    }
    return table;
  }

  /** With a field metadata entry of one column. */
  public SampleTable columnMetadata(String column, String key, String value) {
    return changed(column, field(column).isNullable(), Map.of(key, value));
  }

  /** With a schema metadata entry, in place of the one with the same key if there is one. */
  public SampleTable metadata(String key, String value) {
    Map<String, String> more = new HashMap<>(metadata);
    more.put(key, value);
    return new SampleTable(more, fields);
  }

  /** With the name of the table it depends on. */
  public SampleTable dependsOn(String parent) {
    return metadata("cq:table_depends_on", parent);
  }

  /** The same table under another name. */
  public SampleTable named(String name) {
    return metadata(NAME, name);
  }

  /** Without a schema metadata entry. */
  public SampleTable withoutMetadata(String key) {
    Map<String, String> fewer = new HashMap<>(metadata);
    fewer.remove(key);
    return new SampleTable(fewer, fields);
  }

  /** Without some of its columns. */
  public SampleTable without(String... columns) {
    List<String> names = Arrays.asList(columns);
    return new SampleTable(
        metadata, fields.stream().filter(field -> !names.contains(field.getName())).toList());
  }

  /** The table's name. */
  public String name() {
    return metadata.getOrDefault(NAME, "");
  }

  /** The Arrow schema with all metadata. */
  public Schema schema() {
    return new Schema(fields, metadata);
  }

  /** The table as a message carries it: an IPC stream with a schema and no batch. */
  public byte[] table() {
    return new SampleStream(this).bytes();
  }

  /** A record as a message carries it: an IPC stream with the schema and one batch. */
  public byte[] record(SampleRow... rows) {
    return stream().batch(rows).bytes();
  }

  /** A record with several batches, compression or dictionaries. */
  public SampleStream stream() {
    return new SampleStream(this);
  }

  private SampleTable flagged(String key, String... columns) {
    SampleTable table = this;
    for (String column : columns) {
      table = table.columnMetadata(column, key, "true");
    }
    return table;
  }

  private SampleTable changed(String column, boolean nullable, Map<String, String> more) {
    Field old = field(column);
    Map<String, String> all = new LinkedHashMap<>(old.getMetadata());
    all.putAll(more);
    Field changed =
        new SampleType(old.getType(), old.getChildren(), Map.of()).field(column, nullable, all);
    return new SampleTable(
        metadata, fields.stream().map(field -> field == old ? changed : field).toList());
  }

  private Field field(String column) {
    return schema().findField(column);
  }
}
