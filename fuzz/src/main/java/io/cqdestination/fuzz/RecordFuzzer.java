package io.cqdestination.fuzz;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.grpc.arrow.RecordDecoder;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.copy.RowEncoder;
import io.cqdestination.postgres.copy.RowKeys;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.type.ColumnTypeNames;
import io.cqdestination.postgres.type.StoredTableMapping;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Tables and records as they arrive over the protocol, from the bytes of a message to encoded rows.
 * The outcome has to be the same wherever the bytes lie, so that nothing around them is read.
 */
public final class RecordFuzzer {
  private static final PostgresDialect DIALECT = new PostgresDialect(18);
  private static final ColumnTypeNames TYPES = new ColumnTypeNames(DIALECT);
  private static final StoredTableMapping MAPPING =
      new StoredTableMapping(DIALECT, ObjectNames.USUAL_LIMIT, true);
  private static final ChunkPool CHUNKS = new ChunkPool(16 << 20);
  private static final int MOST_ROWS = 1_000;
  private static final int BYTES_BEFORE = 24;
  private static final int BYTES_BEHIND = 200;

  private RecordFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    MemoryLimit.hold(() -> outcome(input, 0, input.length));
    String outcome = outcome(input, 0, input.length);
    byte[] among = new byte[BYTES_BEFORE + input.length + BYTES_BEHIND];
    for (int i = 0; i < among.length; i++) {
      among[i] = (byte) (i * 31);
    }
    System.arraycopy(input, 0, among, BYTES_BEFORE, input.length);
    String outcomeAmong = outcome(among, BYTES_BEFORE, BYTES_BEFORE + input.length);
    if (!outcomeAmong.equals(outcome)) {
      throw new AssertionError(
          "among other bytes it is read as %s, else as %s".formatted(outcomeAmong, outcome));
    }
    MAPPING.stored(table(input));
  }

  private static Table table(byte[] input) {
    try {
      return new RecordDecoder().table(input);
    } catch (InvalidInput refused) {
      return Table.of("");
    }
  }

  private static String outcome(byte[] bytes, int start, int end) throws InterruptedException {
    StringBuilder outcome = new StringBuilder();
    try {
      new RecordDecoder()
          .batches(
              bytes,
              start,
              end,
              batch -> outcome.append(BatchText.of(batch)).append(encoded(batch)));
    } catch (InvalidInput refused) {
      outcome.append(" refused");
    }
    return outcome.toString();
  }

  private static String encoded(RecordBatch batch) {
    List<Column> columns = batch.table().columns();
    RowEncoder encoder =
        new RowEncoder(columns, columns.stream().map(column -> TYPES.name(column.type())).toList());
    RowBuffer rows = new RowBuffer(CHUNKS);
    try {
      encoder.encode(batch, 0, Math.min(batch.rowCount(), MOST_ROWS), rows, RowKeys.NONE);
      CRC32C checksum = new CRC32C();
      rows.forEach(checksum::update);
      return " encoded to %x".formatted(checksum.getValue());
    } catch (InvalidInput refused) {
      return " not encoded";
    } finally {
      rows.free();
    }
  }
}
