package io.cqdestination.grpc.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.record.RecordBatch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to a stream's bytes, it is read or refused: no other failure, nothing read
 * behind its end, and no memory taken because a length says so.
 */
class DamagedStreamTest {
  private static final int ROUNDS = 300;

  /**
   * Far more than the samples and the values that a few bytes may stand for, far less than what a
   * length can claim.
   */
  private static final long MOST_ALLOCATED = 192L << 20;

  private static final int[] LIES = {
    -1, 0, 1, 8, 1 << 20, Integer.MAX_VALUE - 7, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private static final int EACH = 1;
  private static final int SOME = 7;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Arguments> streams() {
    return StreamSamples.all().entrySet().stream()
        .map(stream -> Arguments.of(stream.getKey(), stream.getValue()));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamCutAnywhereIsReadOrRefused(String name, byte[] sound) {
    for (int length = 0; length < sound.length; length++) {
      check(name + " cut after " + length, Arrays.copyOf(sound, length));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void flippedBytesAreReadOrRefused(String name, byte[] sound) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] damaged = sound.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      }
      check(name + " with bytes flipped by seed " + seed, damaged);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void numbersThatLieAreReadOrRefused(String name, byte[] sound) {
    replaceNumbers(name, sound, SOME);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("streams")
  void eachNumberThatLiesIsReadOrRefused(String name, byte[] sound) {
    replaceNumbers(name, sound, EACH);
  }

  private static void replaceNumbers(String name, byte[] sound, int step) {
    for (int at = 0; at + Integer.BYTES <= sound.length; at += step * Integer.BYTES) {
      byte[] damaged = sound.clone();
      for (int lie : LIES) {
        LittleEndian.putInt(damaged, at, lie);
        check("%s with %d at %d".formatted(name, lie, at), damaged);
      }
    }
  }

  private static void check(String what, byte[] stream) {
    try {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      String outcome = outcome(stream, 0, stream.length);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes allocated").isLessThan(MOST_ALLOCATED);
      assertThat(outcomeAmongOtherBytes(stream)).as("outcome among other bytes").isEqualTo(outcome);
    } catch (RuntimeException | Error fault) {
      throw new AssertionError(what, fault);
    }
  }

  private static String outcomeAmongOtherBytes(byte[] stream) {
    byte[] bytes = new byte[stream.length + 200];
    new Random(stream.length).nextBytes(bytes);
    System.arraycopy(stream, 0, bytes, 24, stream.length);
    return outcome(bytes, 24, 24 + stream.length);
  }

  /** The values, or that the stream was refused. */
  private static String outcome(byte[] bytes, int start, int end) {
    try {
      StringBuilder values = new StringBuilder();
      for (RecordBatch batch : DecodedStream.batches(new RecordDecoder(), bytes, start, end)) {
        values.append(someRows(batch));
      }
      return values.toString();
    } catch (InvalidInput refused) {
      return "refused";
    }
  }

  /** A damaged length may be large, and yet right for columns that need no bytes. */
  private static List<?> someRows(RecordBatch batch) {
    int rows = Math.min(batch.rowCount(), 20);
    return DecodedStream.rows(
        new RecordBatch(batch.table(), rows, batch.byteSize(), batch.columns()));
  }
}
