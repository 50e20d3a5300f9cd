package io.cqdestination.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class RawValuesTest {
  @Test
  void decimals_become_little_endian_whatever_holds_them() {
    assertThat(RawValues.decimal(-2, 4)).containsExactly(0xFE, 0xFF, 0xFF, 0xFF);
    assertThat(RawValues.decimal(258L, 4)).containsExactly(2, 1, 0, 0);
    assertThat(RawValues.decimal(new byte[] {(byte) 0xFF, 1}, 4))
        .containsExactly(0x01, 0xFF, 0xFF, 0xFF);
    BigInteger large = BigInteger.ONE.shiftLeft(200).negate();
    byte[] littleEndian = RawValues.decimal(large.toByteArray(), 32);
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = littleEndian[31 - i];
    }
    assertThat(new BigInteger(bigEndian)).isEqualTo(large);
    assertThatThrownBy(() -> RawValues.decimal(large.toByteArray(), 16))
        .hasMessageContaining("more digits");
  }

  @Test
  void old_timestamps_count_from_a_julian_day() {
    Instant instant = Instant.parse("1969-12-31T23:59:59.000001Z");
    long nanoseconds = 86_399_000_001_999L;
    byte[] raw =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(nanoseconds)
            .putInt(2_440_587)
            .array();

    assertThat(RawValues.microseconds(raw))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  @Test
  void intervals_keep_their_parts_apart() {
    byte[] raw =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(14)
            .putInt(3)
            .putInt(-1)
            .array();
    ByteBuffer interval = ByteBuffer.wrap(RawValues.interval(raw)).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(interval.getInt()).isEqualTo(14);
    assertThat(interval.getInt()).isEqualTo(3);
    assertThat(interval.getLong()).isEqualTo(4_294_967_295_000_000L);
  }
}
