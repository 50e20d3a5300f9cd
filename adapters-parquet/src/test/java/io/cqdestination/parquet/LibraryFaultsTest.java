package io.cqdestination.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.file.Path;
import java.time.Duration;
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
}
