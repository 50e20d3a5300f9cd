package io.cqdestination.grpc.arrow;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {

  @Test
  void tableAndColumnsAreReadFromTheMetadata() {
    SampleTable table =
        new SampleTable("t")
            .column("id", SampleTypes.uuid())
            .column("v", SampleTypes.text())
            .primaryKey("id")
            .unique("v")
            .dependsOn("parent")
            .metadata("cq:table_description", "what it holds")
            .metadata("something_else", "not json {");

    assertThat(read(table))
        .isEqualTo(
            new Table(
                "t",
                "what it holds",
                "parent",
                List.of(
                    new Column("id", new ColumnType.UuidType(), false, true, false),
                    new Column("v", new ColumnType.TextType(false), true, false, true))));
  }

  @Test
  void aTitleStandsInForADescription() {
    SampleTable titled = new SampleTable("t").metadata("cq:table_title", "Things");

    assertThat(read(titled).description()).isEqualTo("Things");
    assertThat(read(titled.withoutMetadata("cq:table_description")).description())
        .isEqualTo("Things");
    assertThat(read(titled.metadata("cq:table_description", "what it holds")).description())
        .isEqualTo("what it holds");
  }

  @Test
  void aTableNeedNotSayAnything() {
    SampleTable bare =
        new SampleTable("t")
            .withoutMetadata("cq:table_name")
            .withoutMetadata("cq:table_title")
            .withoutMetadata("cq:table_description")
            .withoutMetadata("cq:table_depends_on");

    assertThat(read(bare)).isEqualTo(new Table("", "", null, List.of()));
  }

  @Test
  void flagsAreSetByTheWordTrueOnly() {
    SampleTable table =
        new SampleTable("t")
            .column("id", SampleTypes.int64())
            .columnMetadata("id", "cq:extension:primary_key", "TRUE")
            .columnMetadata("id", "cq:extension:unique", "1");

    assertThat(read(table).columns())
        .containsExactly(Column.of("id", new ColumnType.IntegerType(64, true)));
  }

  @Test
  void extensionsOnAnotherStorageAreTheirStorage() {
    Map<String, String> uuid = SampleTypes.uuid().metadata();
    Map<String, String> unknown = Map.of("ARROW:extension:name", "someone.else");

    assertThat(type(new SampleType(SampleTypes.fixedBinary(8).storage(), List.of(), uuid)))
        .isEqualTo(new ColumnType.FixedBinaryType(8));
    assertThat(type(new SampleType(SampleTypes.int32().storage(), List.of(), uuid)))
        .isEqualTo(new ColumnType.IntegerType(32, true));
    assertThat(type(new SampleType(SampleTypes.text().storage(), List.of(), unknown)))
        .isEqualTo(new ColumnType.TextType(false));
  }

  @Test
  void arrowsOwnExtensionsMeanWhatTheNamesSay() {
    Map<String, String> uuid = Map.of("ARROW:extension:name", "arrow.uuid");
    Map<String, String> json = Map.of("ARROW:extension:name", "arrow.json");
    SampleType uuids = new SampleType(SampleTypes.uuid().storage(), List.of(), uuid);

    assertThat(type(uuids)).isEqualTo(new ColumnType.UuidType());
    assertThat(type(SampleTypes.list(uuids)))
        .isInstanceOfSatisfying(
            ColumnType.ListType.class,
            list -> assertThat(list.element().type()).isEqualTo(new ColumnType.UuidType()));
    assertThat(type(new SampleType(SampleTypes.fixedBinary(8).storage(), List.of(), uuid)))
        .isEqualTo(new ColumnType.FixedBinaryType(8));
    assertThat(type(new SampleType(SampleTypes.int32().storage(), List.of(), json)))
        .isEqualTo(new ColumnType.IntegerType(32, true));
    for (SampleType text :
        List.of(SampleTypes.text(), SampleTypes.largeText(), SampleTypes.textView())) {
      SampleType texts = new SampleType(text.storage(), List.of(), json);
      byte[] record =
          new SampleTable("t")
              .column("v", texts)
              .column("list", SampleTypes.list(texts))
              .record(row("[1]", List.of("{}")), row(null, null));

      assertThat(type(texts)).isEqualTo(new ColumnType.JsonType());
      assertThat(DecodedStream.rows(record))
          .containsExactly(List.of("[1]", "[{}]"), Arrays.asList(null, null));
    }
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    byte[] table =
        new SampleTable("t")
            .column("v", SampleTypes.text())
            .column("v", SampleTypes.bool())
            .table();

    assertRefused(table, "the schema has two columns named v");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    SampleType type = SampleTypes.bool();
    for (int i = 0; i < 100; i++) {
      type = SampleTypes.list(type);
    }

    assertRefused(
        new SampleTable("t").column("v", type).table(),
        "the schema of the Arrow stream is too large or nested too deeply");
  }

  /** Arrow's own reader, which reads such views, would follow them. */
  @Test
  void nestingBelowATypeWithoutChildrenIsRefused() {
    byte[] stream = schema(builder -> DeepSchema.write(builder, 20_000));

    assertRefused(stream, "the schema of the Arrow stream is too large or nested too deeply");
  }

  @Test
  void bigEndianNumbersAreRefused() {
    assertThat(new RecordDecoder().table(emptySchema(Endianness.Little)).columns()).isEmpty();
    assertRefused(
        emptySchema(Endianness.Big),
        "the Arrow stream has big-endian numbers, which are not supported");
  }

  @Test
  void aRecordIsNoTable() {
    byte[] table = new SampleTable("t").table();
    byte[] record = new SampleTable("t").record(row());
    byte[] batchFirst = new byte[record.length - table.length + 8];
    System.arraycopy(record, table.length - 8, batchFirst, 0, batchFirst.length);

    assertRefused(batchFirst, "the Arrow stream does not begin with a schema");
  }

  private static ColumnType type(SampleType type) {
    return read(new SampleTable("t").column("v", type)).columns().getFirst().type();
  }

  private static Table read(SampleTable table) {
    return new RecordDecoder().table(table.table());
  }

  private static void assertRefused(byte[] stream, String words) {
    assertThatThrownBy(() -> new RecordDecoder().table(stream))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(words);
  }

  /** A schema message without columns. */
  private static byte[] emptySchema(short endianness) {
    return schema(builder -> {
      Schema.startSchema(builder);
      Schema.addEndianness(builder, endianness);
      return Schema.endSchema(builder);
    });
  }

  /** A schema message that does not say its version. */
  private static byte[] schema(ToIntFunction<FlatBufferBuilder> writer) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int schema = writer.applyAsInt(builder);
    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V1); // the default, which is left out
    Message.addHeaderType(builder, MessageHeader.Schema);
    Message.addHeader(builder, schema);
    builder.finish(Message.endMessage(builder));
    byte[] metadata = builder.sizedByteArray();
    byte[] stream = new byte[8 + metadata.length];
    LittleEndian.putInt(stream, 0, -1);
    LittleEndian.putInt(stream, 4, metadata.length);
    System.arraycopy(metadata, 0, stream, 8, metadata.length);
    return stream;
  }
}
