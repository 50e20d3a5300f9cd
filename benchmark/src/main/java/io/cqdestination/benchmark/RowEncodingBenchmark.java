package io.cqdestination.benchmark;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.grpc.arrow.RecordDecoder;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.copy.RowEncoder;
import io.cqdestination.postgres.copy.RowKeys;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.type.ColumnTypeNames;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Rows a second from the bytes of a message to COPY's binary format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RowEncodingBenchmark {
  private static final int ROWS = 100;
  private static final int NEWEST_POSTGRES = 18;
  private static final long POOL_BYTES = 16L << 20;

  private final RecordDecoder decoder = new RecordDecoder();
  private final ChunkPool chunks = new ChunkPool(POOL_BYTES);
  private final byte[] record = RecordDecodingBenchmark.record(ROWS);
  private final RowEncoder encoder = encoder(decoder.table(record).columns());

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long wideRows() throws InterruptedException {
    RowBuffer rows = new RowBuffer(chunks);
    decoder.batches(record, 0, record.length, batch -> encode(batch, rows));
    long bytes = rows.bytes();
    rows.free();
    return bytes;
  }

  private void encode(RecordBatch batch, RowBuffer rows) {
    encoder.encode(batch, 0, batch.rowCount(), rows, RowKeys.NONE);
  }

  private static RowEncoder encoder(List<Column> columns) {
    ColumnTypeNames names = new ColumnTypeNames(new PostgresDialect(NEWEST_POSTGRES));
    return new RowEncoder(
        columns, columns.stream().map(column -> names.name(column.type())).toList());
  }
}
