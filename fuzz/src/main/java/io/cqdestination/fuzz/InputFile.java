package io.cqdestination.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An input as a file, until it is closed. Each has a file of its own: what was mapped into memory
 * must not change under a reader that is still at it.
 */
record InputFile(Path path) implements AutoCloseable {

  static InputFile of(byte[] content, String suffix) throws IOException {
    InputFile file = new InputFile(Files.createTempFile("fuzz-", suffix));
    Files.write(file.path, content);
    return file;
  }

  @Override
  public void close() throws IOException {
    Files.delete(path);
  }
}
