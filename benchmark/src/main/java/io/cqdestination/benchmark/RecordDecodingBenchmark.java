package io.cqdestination.benchmark;

import io.cqdestination.grpc.arrow.RecordDecoder;
import io.cqdestination.testkit.arrow.SampleRow;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Records a second from the bytes of a message to the view of their columns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RecordDecodingBenchmark {
  private final RecordDecoder decoder = new RecordDecoder();
  private final byte[] oneRow = record(1);
  private final byte[] hundredRows = record(100);

  @Benchmark
  public long oneWideRow() throws InterruptedException {
    return decode(oneRow);
  }

  @Benchmark
  public long hundredWideRows() throws InterruptedException {
    return decode(hundredRows);
  }

  private long decode(byte[] record) throws InterruptedException {
    long[] rows = new long[1];
    decoder.batches(record, 0, record.length, batch -> rows[0] += batch.rowCount());
    return rows[0];
  }

  static byte[] record(int rows) {
    Random random = new Random(1);
    return Shape.WIDE
        .table("bench", true)
        .record(
            IntStream.range(0, rows)
                .mapToObj(row -> Shape.WIDE.row(row, random))
                .toArray(SampleRow[]::new));
  }
}
