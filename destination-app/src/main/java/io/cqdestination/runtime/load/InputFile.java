package io.cqdestination.runtime.load;

import io.cqdestination.core.record.RecordFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the command line, which is read for its table and later for its rows. A pipe stays open
 * in between, as its bytes come once. Used by one thread; {@link #cancel} may come from others.
 */
public final class InputFile implements AutoCloseable {
  private final Path path;
  private final @Nullable Pipe pipe;
  private @Nullable RecordFile opened;

  private InputFile(Path path, @Nullable Pipe pipe) {
    this.path = path;
    this.pipe = pipe;
  }

  /** The files of a command line. */
  public static List<InputFile> of(List<Path> paths) {
    return paths.stream()
        .map(path -> new InputFile(path, Pipe.isPipe(path) ? Pipe.open(path) : null))
        .toList();
  }

  Path path() {
    return path;
  }

  /**
   * Opens the file, if it is not open.
   *
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput naming the file, when
   *     it cannot be read or understood
   */
  RecordFile open() {
    RecordFile file = opened;
    if (file == null) {
      file = pipe == null ? RecordFiles.open(path) : RecordFiles.open(pipe);
      opened = file;
    }
    return file;
  }

  /** Closes the file if it can be opened once more. */
  void release() {
    if (pipe == null) {
      close();
    }
  }

  /** Ends waiting for what comes through a pipe: who waits learns that it cannot be read. */
  void cancel() {
    try {
      if (pipe != null) {
        pipe.close();
      }
    } catch (IOException unclosed) {
      throw new UncheckedIOException(unclosed);
    }
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
    cancel();
  }
}
