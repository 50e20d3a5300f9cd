package io.cqdestination.grpc.arrow;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnBuffers;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.testkit.arrow.ArrowContent;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrow's own reader on what the encoder wrote. */
class RecordEncoderTest {

  @ParameterizedTest
  @MethodSource({
    "io.cqdestination.grpc.arrow.TypeSamples#readInPlace",
    "io.cqdestination.grpc.arrow.TypeSamples#nested"
  })
  void arrowReadsTheSameValuesAgain(SampleType type, Object value, String text) {
    SampleTable table = new SampleTable("t").column("v", type).column("w", SampleTypes.text());
    byte[] sent = table.record(row(value, text), row(null, null), row(value, text));

    assertThat(ArrowContent.read(encoded(sent, DecodedStream.batches(sent).getFirst())))
        .usingRecursiveComparison()
        .isEqualTo(ArrowContent.read(sent));
  }

  @Test
  void aBatchWithoutRowsIsWritten() {
    byte[] sent = new SampleTable("t").column("v", SampleTypes.text()).record();

    assertThat(ArrowContent.read(encoded(sent, DecodedStream.batches(sent).getFirst())).batches())
        .containsExactly(List.of());
  }

  @Test
  void theSchemaIsTheOneThatWasSent() {
    SampleTable table =
        SampleTable.synced("t").column("v", SampleTypes.json()).metadata("more", "kept");
    byte[] sent = table.record();

    assertThat(ArrowContent.read(encoded(sent, DecodedStream.batches(sent).getFirst())).schema())
        .isEqualTo(table.schema());
  }

  @Test
  void theFirstOffsetNeedNotBeZeroAndValidityMayBeMissing() {
    byte[] schema = new SampleTable("t").column("v", SampleTypes.text()).table();
    byte[] bytes = new byte[12 + 8];
    LittleEndian.putInt(bytes, 0, 3);
    LittleEndian.putInt(bytes, 4, 5);
    LittleEndian.putInt(bytes, 8, 8);
    System.arraycopy("abcdefgh".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, bytes, 12, 8);
    ColumnType text = new ColumnType.TextType(false);
    RecordBatch sliced =
        new RecordBatch(
            Table.of("t", Column.of("v", text)),
            2,
            bytes.length,
            List.of(
                new ColumnView(
                    text, 2, 0, bytes, new ColumnBuffers(0, 0, 0, 12, 12, 8), List.of())));

    byte[] stream = encoded(schema, sliced);

    assertThat(ArrowContent.read(stream).rows()).containsExactly(List.of("de"), List.of("fgh"));
    assertThat(DecodedStream.rows(stream)).containsExactly(List.of("de"), List.of("fgh"));
  }

  @Test
  void nothingIsEncodedWithoutASchema() {
    assertThatThrownBy(() -> new RecordEncoder(new byte[0]))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("the Arrow stream is empty: it has no schema");
  }

  private static byte[] encoded(byte[] schema, RecordBatch batch) {
    return new RecordEncoder(schema).encode(batch);
  }
}
