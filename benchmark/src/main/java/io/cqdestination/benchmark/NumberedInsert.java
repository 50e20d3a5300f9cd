package io.cqdestination.benchmark;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

/**
 * A serialized insert of {@link Shape#WIDE} rows that is given other rows by writing their numbers
 * into its bytes: into {@code arn}, {@code _cq_id} and {@code _cq_sync_time}. So a stream of any
 * length costs the sender little, and neither its disk nor its memory holds it. Used by one thread.
 */
final class NumberedInsert {
  private static final int ARN_COLUMN = 6;
  private static final int ID_COLUMN = 2;
  private static final int ARN_DIGITS = 16;

  /**
   * Odd, so that no two numbers become the same: neighbours are far from each other in an index.
   */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int rows;
  private final byte[] message;
  private final int syncTimes;
  private final int ids;
  private final int arns;
  private final int arnBytes;

  /**
   * @param rows how many it has
   */
  NumberedInsert(SampleTable table, int rows, Random random) {
    this.rows = rows;
    SampleRow[] all = new SampleRow[rows];
    for (int i = 0; i < rows; i++) {
      all[i] = Shape.WIDE.row(i, random);
    }
    message = WriteMessages.insert(table, all).toByteArray();
    byte[] arn = text(all[0], ARN_COLUMN).getBytes(StandardCharsets.UTF_8);
    arnBytes = arn.length;
    arns = position(arn) + arnBytes - ARN_DIGITS;
    ids = position(bytes((UUID) all[0].values().get(ID_COLUMN)));
    ByteBuffer times = ByteBuffer.allocate(rows * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (times.hasRemaining()) {
      times.putLong(micros(Shape.SYNC));
    }
    syncTimes = position(times.array());
  }

  /**
   * The message with other rows; a new one each time, as it may be under way for a while.
   *
   * @param first the number of its first row
   * @param sync which sync it is of: the same row has another {@code _cq_id} in another one
   */
  byte[] message(long first, int sync) {
    byte[] numbered = message.clone();
    ByteBuffer buffer = ByteBuffer.wrap(numbered);
    long time = Long.reverseBytes(micros(InventoryStream.time(sync)));
    for (int i = 0; i < rows; i++) {
      buffer.putLong(syncTimes + i * Long.BYTES, time);
      buffer.putLong(ids + i * 2 * Long.BYTES, (first + i) * SPREAD);
      buffer.putLong(ids + (i * 2 + 1) * Long.BYTES, sync);
      String digits = HexFormat.of().toHexDigits(first + i);
      buffer.put(arns + i * arnBytes, digits.getBytes(StandardCharsets.US_ASCII));
    }
    return numbered;
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static String text(SampleRow row, int column) {
    return String.valueOf(row.values().get(column));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** Where the bytes are, which must be in one place only. */
  private int position(byte[] wanted) {
    String all = new String(message, StandardCharsets.ISO_8859_1);
    String some = new String(wanted, StandardCharsets.ISO_8859_1);
    int position = all.indexOf(some);
    if (position < 0 || all.indexOf(some, position + 1) >= 0) {
      throw new IllegalStateException("a record is laid out in another way than expected");
    }
    return position;
  }
}
