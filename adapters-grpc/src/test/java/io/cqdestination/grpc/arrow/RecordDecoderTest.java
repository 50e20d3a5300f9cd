package io.cqdestination.grpc.arrow;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleStream;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder against Arrow's own writer. */
class RecordDecoderTest {
  private static final SampleTable NUMBERED =
      new SampleTable("t").column("id", SampleTypes.int64()).column("v", SampleTypes.text());

  @ParameterizedTest
  @MethodSource("io.cqdestination.grpc.arrow.TypeSamples#all")
  void valuesOfEveryTypeAreRead(SampleType type, Object value, String text) {
    byte[] record = column(type).record(row(value), row((Object) null), row(value));

    assertThat(DecodedStream.rows(record))
        .containsExactly(List.of(text), Collections.singletonList(null), List.of(text));
  }

  @ParameterizedTest
  @MethodSource("io.cqdestination.grpc.arrow.TypeSamples#all")
  void compressedValuesOfEveryTypeAreRead(SampleType type, Object value, String text) {
    SampleStream stream = column(type).stream().batch(row(value), row((Object) null), row(value));

    for (CodecType codec : List.of(CodecType.LZ4_FRAME, CodecType.ZSTD)) {
      assertThat(DecodedStream.rows(stream.compressed(codec).bytes()))
          .as("by %s", codec)
          .containsExactly(List.of(text), Collections.singletonList(null), List.of(text));
    }
  }

  @Test
  void valuesOfArrowsNullTypeAreNull() {
    byte[] record = column(SampleTypes.nothing()).record(row((Object) null), row((Object) null));

    assertThat(DecodedStream.rows(record))
        .containsExactly(Collections.singletonList(null), Collections.singletonList(null));
  }

  @Test
  void aDictionaryGivesItsValues() {
    SampleTable table = NUMBERED.column("n", SampleTypes.int32());
    byte[] record =
        table.stream()
            .dictionaryEncoded("v", "n")
            .batch(row(1, "x", 7), row(2, null, null), row(3, "x", 8))
            .batch(row(4, "y", 7))
            .bytes();

    assertThat(DecodedStream.rows(record))
        .containsExactly(
            List.of("1", "x", "7"),
            Arrays.asList("2", null, null),
            List.of("3", "x", "8"),
            List.of("4", "y", "7"));
  }

  @ParameterizedTest
  @EnumSource(
      value = CodecType.class,
      names = {"NO_COMPRESSION", "LZ4_FRAME", "ZSTD"})
  void everyBatchOfAStreamIsHandedOnInOrder(CodecType codec) {
    byte[] stream =
        NUMBERED.stream()
            .batch(row(1, "a"))
            .batch()
            .batch(row(2, "b"), row(3, null))
            .compressed(codec)
            .bytes();

    assertThat(DecodedStream.batches(stream))
        .extracting(RecordBatch::rowCount)
        .containsExactly(1, 0, 2);
    assertThat(DecodedStream.rows(stream))
        .containsExactly(List.of("1", "a"), List.of("2", "b"), Arrays.asList("3", null));
  }

  @Test
  void compressedBatchesMayFollowOthers() {
    byte[] table = NUMBERED.table();
    byte[] plain = NUMBERED.record(row(1, "a"));
    byte[] compressed = NUMBERED.stream().batch(row(2, "b")).compressed(CodecType.ZSTD).bytes();
    int schemaEnd = table.length - 8;
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.write(plain, 0, plain.length - 8);
    stream.write(compressed, schemaEnd, compressed.length - schemaEnd);

    assertThat(DecodedStream.rows(stream.toByteArray()))
        .containsExactly(List.of("1", "a"), List.of("2", "b"));
  }

  @Test
  void aStreamMayLieAnywhereInItsBytes() {
    byte[] stream = NUMBERED.record(row(1, "a"));
    byte[] bytes = new byte[stream.length + 100];
    Arrays.fill(bytes, (byte) 0xA5);
    System.arraycopy(stream, 0, bytes, 13, stream.length);

    List<RecordBatch> batches =
        DecodedStream.batches(new RecordDecoder(), bytes, 13, 13 + stream.length);

    assertThat(batches).singleElement().extracting(DecodedStream::rows).asList().hasSize(1);
  }

  @Test
  void theEndMarkerMayBeMissing() {
    byte[] stream = NUMBERED.record(row(1, "a"));
    byte[] unended = Arrays.copyOf(stream, stream.length - 8);

    assertThat(DecodedStream.rows(unended)).containsExactly(List.of("1", "a"));
  }

  @Test
  void aTableHasNoBatches() {
    assertThat(DecodedStream.batches(NUMBERED.table())).isEmpty();
  }

  @Test
  void aSchemaWithoutColumnsIsRead() {
    byte[] stream = new SampleTable("t").record(row());

    assertThat(new RecordDecoder().table(stream).columns()).isEmpty();
    assertThat(DecodedStream.batches(stream))
        .singleElement()
        .extracting(RecordBatch::columns)
        .isEqualTo(List.of());
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThatThrownBy(() -> new RecordDecoder().table(new byte[0]))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("the Arrow stream is empty: it has no schema");
  }

  @Test
  void manyRowsKeepTheirValues() {
    SampleTable table = column(SampleTypes.list(SampleTypes.bool()));
    @Nullable Object[] values = new @Nullable Object[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 == 0 ? null : Collections.nCopies(i % 5, i % 3 == 0);
    }

    List<List<@Nullable String>> rows =
        DecodedStream.rows(
            table.record(Arrays.stream(values).map(value -> row(value)).toArray(SampleRow[]::new)));

    assertThat(rows)
        .isEqualTo(
            Arrays.stream(values)
                .map(value ->
                    Collections.singletonList(
                        value == null ? null : String.valueOf(value).replace(" ", "")))
                .toList());
  }

  private static SampleTable column(SampleType type) {
    return new SampleTable("t").column("v", type);
  }
}
