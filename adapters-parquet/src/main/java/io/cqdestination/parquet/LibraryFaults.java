package io.cqdestination.parquet;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the library throws about a file that is damaged, or too much for it, in words that name the
 * file. Immutable.
 *
 * @param path what the file is called
 */
record LibraryFaults(Path path) {
  /**
   * @throws InvalidInput in place of what the library throws
   */
  <T extends @Nullable Object> T named(Supplier<T> access) {
    try {
      return access.get();
    } catch (RuntimeException damaged) {
      throw unreadable(damaged);
    } catch (OutOfMemoryError _) {
      throw new InvalidInput(
          path
              + " takes more memory than there is: thousands of rows of all its columns are read at"
              + " once. Write it with fewer columns, or as an Arrow file in small batches");
    }
  }

  InvalidInput unreadable(Exception failure) {
    String reason = Files.exists(path) ? reason(failure) : "no such file";
    return new InvalidInput(
        "%s cannot be read as a Parquet file: %s".formatted(path, reason), failure);
  }

  /** The library says where, and its causes say what. */
  private static String reason(Throwable failure) {
    StringBuilder reason = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words = words(cause);
      if (reason.indexOf(words) < 0) {
        reason.append(reason.isEmpty() ? "" : ": ").append(words);
      }
    }
    return reason.toString();
  }

  /** Where the library took a part of the file for granted, it speaks of its own code. */
  private static String words(Throwable cause) {
    String words = cause.getMessage();
    return words == null || cause instanceof NullPointerException ? "it is damaged" : words;
  }
}
