package io.cqdestination.grpc.arrow;

import static io.cqdestination.testkit.arrow.SampleRow.row;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleStream;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Sound streams of every layout, for tests that damage them. */
final class StreamSamples {
  private StreamSamples() {}

  static Map<String, byte[]> all() {
    SampleStream nested = stream(TypeSamples.nested());
    SampleStream converted = stream(TypeSamples.converted());
    Map<String, byte[]> streams = new LinkedHashMap<>();
    streams.put("table", SampleTable.synced("t").primaryKey("_cq_id").dependsOn("p").table());
    streams.put("types", stream(TypeSamples.readInPlace()).bytes());
    streams.put("nested", nested.bytes());
    streams.put("compressed by LZ4", nested.compressed(CodecType.LZ4_FRAME).bytes());
    streams.put("compressed by ZSTD", nested.compressed(CodecType.ZSTD).bytes());
    streams.put("views and runs", converted.bytes());
    streams.put("compressed views and runs", converted.compressed(CodecType.ZSTD).bytes());
    streams.put("dictionary", dictionary());
    streams.put("nulls", nulls());
    return streams;
  }

  /** Two batches of a column for each sample, whose values are the sample, null and the sample. */
  private static SampleStream stream(Stream<Arguments> samples) {
    SampleTable table = new SampleTable("t");
    List<@Nullable Object> values = new ArrayList<>();
    List<@Nullable Object> nulls = new ArrayList<>();
    for (Arguments sample : samples.toList()) {
      table = table.column("c" + values.size(), (SampleType) sample.get()[0]);
      values.add(sample.get()[1]);
      nulls.add(null);
    }
    SampleRow full = new SampleRow(values);
    SampleRow empty = new SampleRow(nulls);
    return table.stream().batch(full, empty, full).batch(full);
  }

  private static byte[] dictionary() {
    return new SampleTable("t")
        .column("id", SampleTypes.int64()).column("v", SampleTypes.text()).stream()
            .dictionaryEncoded("v")
            .batch(row(1, "x"), row(2, null), row(3, "y"))
            .bytes();
  }

  private static byte[] nulls() {
    return new SampleTable("t")
        .column("n", SampleTypes.nothing())
        .column("l", SampleTypes.list(SampleTypes.nothing()))
        .column("f", SampleTypes.fixedList(2, SampleTypes.nothing()))
        .record(row(null, List.of(), null), row(null, null, null));
  }
}
