package io.cqdestination.runtime.load;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
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
final class RecordFiles {
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_MAGIC = 8;

  private RecordFiles() {}

  /**
   * @throws InvalidInput naming the file, when it cannot be read or understood
   */
  static RecordFile open(Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidInput(file + " is a folder: name the files in it");
    }
    byte[] beginning = beginning(file);
    WrappedFile.refuse(file, beginning);
    return isParquet(beginning) ? ParquetFile.open(file) : ArrowFile.open(file);
  }

  /**
   * Reads what comes through a pipe: streams as they come, all else from a copy.
   *
   * @throws InvalidInput naming the pipe, when it cannot be read, or what it holds cannot be
   *     understood
   */
  static RecordFile open(Pipe pipe) {
    byte[] beginning;
    try {
      beginning = pipe.beginning(LONGEST_MAGIC);
    } catch (IOException unreadable) {
      throw new InvalidInput(
          "%s cannot be read: %s".formatted(pipe.path(), unreadable.getMessage()), unreadable);
    }
    WrappedFile.refuse(pipe.path(), beginning);
    if (isParquet(beginning)) {
      return CopiedFile.of(pipe, ParquetFile::open);
    }
    return ArrowFile.hasFooter(beginning)
        ? CopiedFile.of(pipe, ArrowFile::open)
        : ArrowFile.open(pipe, pipe.path());
  }

  private static byte[] beginning(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return content.readNBytes(LONGEST_MAGIC);
    } catch (IOException unreadable) {
      return new byte[0]; // who opens it says why
    }
  }

  private static boolean isParquet(byte[] beginning) {
    return Arrays.mismatch(beginning, PARQUET) == PARQUET.length
        || Arrays.equals(beginning, PARQUET);
  }
}
