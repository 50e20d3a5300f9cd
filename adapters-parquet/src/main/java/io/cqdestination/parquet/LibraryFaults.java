package io.cqdestination.parquet;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the library throws about a file that is damaged, or too much for it, in words that name the
 * file. Immutable.
 *
 * @param path what the file is called
 * @param patience how long one call may take
 */
record LibraryFaults(Path path, Duration patience) {
  /**
   * Calls the library on a thread of its own, as damaged files make it wait for rows that never
   * come.
   *
   * @throws InvalidInput in place of what the library throws, and when it does not answer
   */
  <T extends @Nullable Object> T named(Supplier<T> access) throws InterruptedException {
    FutureTask<T> call = new FutureTask<>(access::get);
    // Not a virtual one, nor interrupted: where the library goes round, it would hold up others.
    Thread.ofPlatform().daemon().name("parquet").start(call);
    try {
      return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new InvalidInput(
          "%s cannot be read as a Parquet file: no rows came within %s: it is damaged, or on a slow disk"
              .formatted(path, patience));
    } catch (ExecutionException failed) {
      throw inWords(failed.getCause());
    }
  }

  InvalidInput inWords(@Nullable Throwable cause) {
    return switch (cause) {
      case OutOfMemoryError _ ->
          new InvalidInput(
              path
                  + " takes more memory than there is: thousands of rows of all its columns are read at"
                  + " once. Write it with fewer columns, or as an Arrow file in small batches");
      case StackOverflowError _ ->
          new InvalidInput(path + " cannot be read as a Parquet file: it is nested without end");
      case Exception damaged -> unreadable(damaged);
      case null, default -> throw new IllegalStateException(cause);
    };
  }

  private InvalidInput unreadable(Exception failure) {
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
