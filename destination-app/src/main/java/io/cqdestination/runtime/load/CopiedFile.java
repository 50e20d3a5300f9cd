package io.cqdestination.runtime.load;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordFile;
import io.cqdestination.core.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;

/**
 * What came through a pipe and has to be read from its end: a copy, which goes when it is closed.
 * Used by one thread.
 *
 * @param file the copy, opened
 */
record CopiedFile(RecordFile file, Path copy) implements RecordFile {

  /**
   * Copies a pipe to its end.
   *
   * @param format opens a file, and calls it by the second path
   * @throws InvalidInput when the pipe cannot be copied, or the copy cannot be opened
   */
  static CopiedFile of(Pipe pipe, BiFunction<Path, Path, RecordFile> format) {
    Path copy = emptyFile(pipe);
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        var _ = Channels.newInputStream(pipe).transferTo(out);
      }
      return new CopiedFile(format.apply(copy, pipe.path()), copy);
    } catch (IOException failure) {
      delete(copy);
      throw uncopied(pipe, failure);
    } catch (InvalidInput refused) {
      delete(copy);
      throw refused;
    }
  }

  @Override
  public Table table() {
    return file.table();
  }

  @Override
  public void batches(Sink sink) throws InterruptedException {
    file.batches(sink);
  }

  @Override
  public long position() {
    return file.position();
  }

  @Override
  public void close() {
    file.close();
    delete(copy);
  }

  private static Path emptyFile(Pipe pipe) {
    try {
      return Files.createTempFile("cloudquery-destination-", ".copy");
    } catch (IOException failure) {
      throw uncopied(pipe, failure);
    }
  }

  private static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException undeleted) {
      throw new UncheckedIOException(undeleted);
    }
  }

  private static InvalidInput uncopied(Pipe pipe, IOException failure) {
    return new InvalidInput(
        "%s is read from a copy, which cannot be made: %s"
            .formatted(pipe.path(), failure.getMessage()),
        failure);
  }
}
