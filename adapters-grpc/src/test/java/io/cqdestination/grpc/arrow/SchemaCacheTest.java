package io.cqdestination.grpc.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SchemaCacheTest {
  private final SchemaCache cache = new SchemaCache();

  @Test
  void equalBytesAreReadOnce() {
    byte[] table = table("t", 1);

    assertThat(schema(table.clone())).isSameAs(schema(table));
  }

  @Test
  void tablesTakeTurns() {
    byte[] first = table("t", 1);
    byte[] second = table("u", 1);
    RecordSchema firstSchema = schema(first);
    RecordSchema secondSchema = schema(second);

    assertThat(schema(first)).isSameAs(firstSchema);
    assertThat(schema(second)).isSameAs(secondSchema);
    assertThat(secondSchema.table().name()).isEqualTo("u");
  }

  @Test
  void bytesThatDifferInOneAreAnotherSchema() {
    byte[] table = table("t", 1);
    byte[] other = table("s", 1);

    assertThat(other).hasSameSizeAs(table);
    assertThat(schema(table).table().name()).isEqualTo("t");
    assertThat(schema(other).table().name()).isEqualTo("s");
  }

  @Test
  void theSchemasOfAThousandWideTablesAreKeptAndThoseOfMoreAreReadAgain() {
    List<byte[]> tables = new ArrayList<>();
    List<RecordSchema> schemas = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; bytes < 16 << 20; i++) {
      tables.add(table("t" + i, 300));
      schemas.add(schema(tables.getLast()));
      bytes += tables.getLast().length;
    }

    assertThat(schema(tables.getLast())).isSameAs(schemas.getLast());
    assertThat(schema(tables.getFirst()))
        .isNotSameAs(schemas.getFirst())
        .isEqualTo(schemas.getFirst());
  }

  private RecordSchema schema(byte[] stream) {
    return cache.get(stream, Objects.requireNonNull(IpcFraming.next(stream, 0, stream.length)));
  }

  private static byte[] table(String name, int columns) {
    SampleTable table = new SampleTable(name);
    for (int i = 0; i < columns; i++) {
      table = table.column("column_of_a_wide_table_" + i, SampleTypes.text());
    }
    return table.table();
  }
}
