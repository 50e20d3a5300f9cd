package io.cqdestination.app.load;

import io.cqdestination.core.record.RecordFile;
import io.cqdestination.grpc.file.ArrowFile;
import io.cqdestination.parquet.ParquetFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens files by what is in them. Thread-safe. */
public final class RecordFiles {
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private RecordFiles() {}

  /**
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput naming the file, when
   *     it cannot be read or understood
   */
  public static RecordFile open(Path file) {
    return beginsWith(file, PARQUET) ? ParquetFile.open(file) : ArrowFile.open(file);
  }

  private static boolean beginsWith(Path file, byte[] magic) {
    try (InputStream beginning = Files.newInputStream(file)) {
      return Arrays.equals(beginning.readNBytes(magic.length), magic);
    } catch (IOException unreadable) {
      return false; // who opens it says why
    }
  }
}
