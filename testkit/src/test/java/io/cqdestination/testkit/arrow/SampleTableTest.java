package io.cqdestination.testkit.arrow;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTableTest {

  private static final SampleTable TABLE =
      new SampleTable("t")
          .column("id", SampleTypes.int64())
          .column("v", SampleTypes.text())
          .primaryKey("id");

  @Test
  void aTableIsAStreamWithoutBatches() {
    ArrowContent content = ArrowContent.read(TABLE.table());

    assertThat(content.batches()).isEmpty();
    assertThat(content.schema().getCustomMetadata())
        .isEqualTo(
            Map.of(
                "cq:table_name", "t",
                "cq:table_title", "",
                "cq:table_description", "",
                "cq:table_depends_on", "",
                "cq:extension:constraint_name", ""));
  }

  @Test
  void keysAreFlagsInTheFieldsMetadata() {
    Schema schema =
        ArrowContent.read(TABLE.unique("v").columnMetadata("v", "k", "w").table()).schema();

    Field id = schema.findField("id");
    assertThat(id.getMetadata()).isEqualTo(Map.of("cq:extension:primary_key", "true"));
    assertThat(id.isNullable()).isFalse();
    Field v = schema.findField("v");
    assertThat(v.getMetadata()).isEqualTo(Map.of("cq:extension:unique", "true", "k", "w"));
    assertThat(v.isNullable()).isTrue();
  }

  @Test
  void extensionTypesAreStorageWithMetadata() {
    Field uuid =
        ArrowContent.read(new SampleTable("t").column("u", SampleTypes.uuid()).unique("u").table())
            .schema()
            .findField("u");

    assertThat(uuid.getType()).isEqualTo(new ArrowType.FixedSizeBinary(16));
    assertThat(uuid.getMetadata())
        .isEqualTo(
            Map.of(
                "ARROW:extension:name", "uuid",
                "ARROW:extension:metadata", "uuid-serialized",
                "cq:extension:unique", "true"));
  }

  @Test
  void aSyncedTableBeginsWithTheSystemColumns() {
    SampleTable table = SampleTable.synced("t").column("v", SampleTypes.text());
    SampleRow row = SampleRow.synced("source", Instant.EPOCH, "x");

    ArrowContent content = ArrowContent.read(table.record(row));

    assertThat(content.schema().getFields())
        .extracting(Field::getName)
        .containsExactly("_cq_sync_time", "_cq_source_name", "_cq_id", "_cq_parent_id", "v");
    assertThat(content.schema().findField("_cq_id").isNullable()).isFalse();
    assertThat(content.rows().getFirst().get(0)).isEqualTo(0L);
    assertThat(content.rows().getFirst().get(4)).isEqualTo("x");
  }

  @Test
  void aTableCanBeChangedWithoutChangingTheFirst() {
    SampleTable other = TABLE.named("other").without("v").dependsOn("p").withoutMetadata("x");

    assertThat(other.name()).isEqualTo("other");
    assertThat(other.schema().getFields()).hasSize(1);
    assertThat(other.schema().getCustomMetadata()).containsEntry("cq:table_depends_on", "p");
    assertThat(TABLE.name()).isEqualTo("t");
    assertThat(TABLE.schema().getFields()).hasSize(2);
  }

  @Test
  void aRecordIsAStreamWithOneBatch() {
    ArrowContent content = ArrowContent.read(TABLE.record(row(1, "x"), row(2, null)));

    assertThat(content.batches()).hasSize(1);
    assertThat(content.rows()).containsExactly(row(1L, "x").values(), row(2L, null).values());
  }

  @Test
  void aStreamCanHaveSeveralBatches() {
    byte[] bytes = TABLE.stream().batch(row(1, "x")).batch().batch(row(2, "y")).bytes();

    assertThat(ArrowContent.read(bytes).batches())
        .containsExactly(List.of(List.of(1L, "x")), List.of(), List.of(List.of(2L, "y")));
  }

  @ParameterizedTest
  @EnumSource(names = {"LZ4_FRAME", "ZSTD"})
  void aStreamCanBeCompressed(CodecType codec) {
    SampleRow longRow = row(1, "x".repeat(100_000));

    byte[] bytes = TABLE.stream().batch(longRow).batch(row(2, null)).compressed(codec).bytes();

    assertThat(bytes).hasSizeLessThan(10_000);
    assertThat(ArrowContent.read(bytes).rows())
        .containsExactly(row(1L, "x".repeat(100_000)).values(), row(2L, null).values());
  }

  @Test
  void columnsCanBeDictionaryEncoded() {
    SampleTable table = TABLE.columnMetadata("v", "k", "w");

    byte[] bytes =
        table.stream()
            .batch(row(1, "x"), row(2, "y"), row(3, "x"), row(4, null))
            .batch(row(5, "z"))
            .dictionaryEncoded("v")
            .bytes();

    ArrowContent content = ArrowContent.read(bytes);
    assertThat(content.schema().findField("v").getDictionary()).isNotNull();
    assertThat(content.schema().findField("v").getMetadata()).containsEntry("k", "w");
    assertThat(content.rows())
        .containsExactly(
            row(1L, "x").values(),
            row(2L, "y").values(),
            row(3L, "x").values(),
            row(4L, null).values(),
            row(5L, "z").values());
  }
}
