package io.cqdestination.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Garbage is collected when there may be as much of it as of what is in use. */
final class GarbageLimitTest {
  private static final long MIB = 1 << 20;

  private long used;
  private long inUse = 20 * MIB;
  private int collections;
  private final GarbageLimit limit = new GarbageLimit(() -> used, this::collect);

  private void collect() {
    collections++;
    used = inUse;
  }

  private void grow(long bytes) {
    used = bytes;
    limit.look();
  }

  @Test
  void aSmallHeapIsLeftAlone() {
    grow(GarbageLimit.LEAST_BYTES);
    assertEquals(0, collections);
    grow(GarbageLimit.LEAST_BYTES + 1);
    assertEquals(1, collections);
    grow(GarbageLimit.LEAST_BYTES);
    assertEquals(1, collections);
  }

  @Test
  void whatIsInUseIsNotCollectedAgainAndAgain() {
    inUse = 300 * MIB;
    grow(300 * MIB);
    grow(301 * MIB);
    grow(600 * MIB);
    assertEquals(1, collections);
    grow(601 * MIB);
    assertEquals(2, collections);
  }

  @Test
  void theLimitComesDownWithWhatIsInUse() {
    inUse = 300 * MIB;
    grow(300 * MIB);
    inUse = 100 * MIB;
    grow(601 * MIB);
    grow(201 * MIB);
    assertEquals(3, collections);
  }
}
