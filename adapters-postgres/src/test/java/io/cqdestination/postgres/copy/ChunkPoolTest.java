package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Chunks are large enough, counted while they are lent, and used again. */
class ChunkPoolTest {

  @Test
  void chunksHoldWhatWasAskedFor() {
    ChunkPool pool = new ChunkPool(1 << 20);
    Random random = new Random(1);
    List<byte[]> lent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      int size = random.nextInt(1 << (1 + random.nextInt(20)));
      byte[] chunk = pool.take(size);
      assertThat(chunk.length)
          .isGreaterThanOrEqualTo(size)
          .isLessThan(Math.max(8 << 10, 2 * size) + 1);
      lent.add(chunk);
      if (random.nextBoolean()) {
        pool.give(lent.remove(random.nextInt(lent.size())));
      }
      assertThat(pool.lentBytes()).isEqualTo(lent.stream().mapToLong(bytes -> bytes.length).sum());
    }
    lent.forEach(pool::give);
    assertThat(pool.lentBytes()).isZero();
  }

  @Test
  void aChunkGivenBackIsLentAgain() {
    ChunkPool pool = new ChunkPool(1 << 20);
    byte[] small = pool.take(10);
    byte[] large = pool.take(200_000);
    pool.give(small);
    pool.give(large);

    assertThat(pool.take(200_000)).isSameAs(large);
    assertThat(pool.take(8 << 10)).isSameAs(small);
    assertThat(pool.take(8 << 10)).isNotSameAs(small);
  }

  @Test
  void noMoreIsKeptThanAllowed() {
    ChunkPool pool = new ChunkPool(10_000);
    byte[] first = pool.take(8_000);
    byte[] second = pool.take(8_000);
    byte[] huge = pool.take(1_000_000);
    pool.give(first);
    pool.give(second);
    pool.give(huge);

    assertThat(pool.take(8_000)).isSameAs(first);
    assertThat(pool.take(8_000)).isNotSameAs(second);
    assertThat(pool.take(1_000_000)).isNotSameAs(huge);
  }
}
