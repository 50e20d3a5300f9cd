package io.cqdestination.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LibraryFaultsTest {
  @Test
  void too_little_memory_for_a_file_is_no_fault_of_the_program() {
    assertThatThrownBy(() ->
            new LibraryFaults(Path.of("wide.parquet"), Duration.ofMinutes(1))
                .named(() -> {
                  throw new OutOfMemoryError("Java heap space");
                }))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("wide.parquet", "more memory than there is", "fewer columns");
  }

  @Test
  void what_is_nested_deeper_than_the_stack_is_no_fault_of_the_program() {
    assertThatThrownBy(() ->
            new LibraryFaults(Path.of("deep.parquet"), Duration.ofMinutes(1))
                .named(() -> {
                  throw new StackOverflowError();
                }))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("deep.parquet", "nested without end");
  }

  @Test
  void rows_that_never_come_are_not_waited_for_without_end() {
    CountDownLatch rows = new CountDownLatch(1);
    try {
      assertThatThrownBy(() ->
              new LibraryFaults(Path.of("waiting.parquet"), Duration.ofMillis(1))
                  .named(() -> awaited(rows)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContainingAll("waiting.parquet", "no rows came within");
    } finally {
      rows.countDown();
    }
  }

  private static boolean awaited(CountDownLatch rows) {
    try {
      return rows.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
