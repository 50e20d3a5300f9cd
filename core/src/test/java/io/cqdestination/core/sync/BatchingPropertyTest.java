package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the order of messages and the limits, batching changes nothing but the speed. */
class BatchingPropertyTest {
  private static final int MESSAGES = 150;
  private static final ExecutorService COMMITS = Executors.newFixedThreadPool(3);

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @AfterAll
  static void stop() {
    COMMITS.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyOrderOfMessagesYieldsTheRowsOfOneMessageAfterTheOther(long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    RandomMessages messages = new RandomMessages(random);
    MemoryDatabase model = new MemoryDatabase();
    try (MemorySession batched =
        new MemorySession(limits(random), FailurePolicy.END_STREAM, COMMITS)) {
      for (int i = 0; i < MESSAGES; i++) {
        WriteMessage message = messages.next();
        model.apply(message);
        batched.session.accept(message);
        if (random.nextInt(20) == 0) {
          assertThat(batched.session.flush()).isEmpty();
          assertThat(batched.database.content()).isEqualTo(model.content());
        } else if (random.nextInt(10) == 0) {
          batched.session.tick(System.nanoTime() + Duration.ofSeconds(5).toNanos());
        }
      }
      batched.session.finish();

      assertThat(batched.database.content()).isEqualTo(model.content());
      assertThat(batched.brokenBarriers).isEmpty();
      assertThat(batched.writer.isIdle()).isTrue();
      assertThat(batched.writer.heldBytes()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noBatchExceedsALimitByMoreThanItsLastRow(long seed) throws InterruptedException {
    Random random = new Random(seed);
    BatchLimits limits = limits(random);
    assertThat(run(random, limits).writer().handedOver())
        .isNotEmpty()
        .noneMatch(batch ->
            batch.rows() > limits.rows()
                || batch.bytes() - batch.bytesOfLastRow() >= limits.bytes());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theBytesHeldStayUnderTheirLimitPlusOneRecord(long seed) throws InterruptedException {
    Random random = new Random(seed);
    BatchLimits limits = limits(random);
    Run run = run(random, limits);
    assertThat(run.writer().mostHeldBytes())
        .isLessThanOrEqualTo(limits.heldBytes() + run.largestRecord());
  }

  private record Run(MemoryBatchWriter writer, long largestRecord) {}

  private static Run run(Random random, BatchLimits limits) throws InterruptedException {
    RandomMessages messages = new RandomMessages(random);
    long largestRecord = 0;
    try (MemorySession batched = new MemorySession(limits, FailurePolicy.END_STREAM, COMMITS)) {
      for (int i = 0; i < MESSAGES; i++) {
        WriteMessage message = messages.next();
        batched.session.accept(message);
        if (message instanceof WriteMessage.InsertRecord(var batch)) {
          largestRecord = Math.max(largestRecord, batch.byteSize());
        }
      }
      batched.session.finish();
      return new Run(batched.writer, largestRecord);
    }
  }

  private static BatchLimits limits(Random random) {
    return new BatchLimits(
        1 + random.nextInt(random.nextBoolean() ? 5 : 100),
        1 + random.nextInt(random.nextBoolean() ? 50 : 5_000),
        Duration.ofMillis(1 + random.nextInt(50)),
        1 + random.nextInt(random.nextBoolean() ? 500 : 20_000));
  }
}
