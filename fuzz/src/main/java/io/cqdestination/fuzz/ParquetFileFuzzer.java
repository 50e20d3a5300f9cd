package io.cqdestination.fuzz;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.parquet.ParquetFile;
import java.nio.file.Path;
import java.time.Duration;

/** Parquet files, as the command load reads them. */
public final class ParquetFileFuzzer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private ParquetFileFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    try (InputFile file = InputFile.of(input, ".parquet")) {
      MemoryLimit.hold(() -> read(file.path()));
    }
  }

  private static void read(Path file) throws InterruptedException {
    try (ParquetFile parquet = ParquetFile.open(file, file, PATIENCE)) {
      parquet.batches(BatchText::of);
    } catch (InvalidInput refused) {
      // It says why.
    }
  }
}
