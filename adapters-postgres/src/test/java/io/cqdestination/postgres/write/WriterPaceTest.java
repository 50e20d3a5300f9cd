package io.cqdestination.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The longer the line beside what a batch takes, the more batches are written at a time. */
class WriterPaceTest {
  private final WriterPace pace = new WriterPace(new Writers(2, 8));

  @Test
  void aNearServerIsKeptBusyByTheFewest() {
    pace.answered(millis(1));
    pace.written(millis(100));

    assertThat(pace.writers()).isEqualTo(2);
    assertThat(pace.heldFactor()).isEqualTo(1);
  }

  @Test
  void theFirstAnswerOverALongLineTellsOfIt() {
    pace.answered(millis(100));

    assertThat(pace.writers()).isEqualTo(8);
    assertThat(pace.heldFactor()).isEqualTo(2);
  }

  @Test
  void aSlowFirstAnswerOfANearServerIsColdCode() {
    pace.answered(millis(30));
    pace.answered(millis(1));
    pace.written(millis(100));

    assertThat(pace.writers()).isEqualTo(2);
  }

  @Test
  void moreIsHeldForEachWriterThatTheLineIsWorth() {
    pace.answered(millis(30));
    pace.written(millis(240));

    assertThat(pace.writers()).isEqualTo(4);
    assertThat(pace.heldFactor()).isEqualTo(1 + 2 / 6.0, within(0.001));
  }

  @Test
  void whereOnlySoManyConnectionsAreAllowedNoMoreIsHeld() {
    WriterPace single = new WriterPace(new Writers(2, 2));

    single.answered(millis(100));

    assertThat(single.writers()).isEqualTo(2);
    assertThat(single.heldFactor()).isEqualTo(1);
  }

  private static long millis(long number) {
    return TimeUnit.MILLISECONDS.toNanos(number);
  }
}
