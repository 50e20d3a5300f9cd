package io.cqdestination.runtime.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A file whose bytes come once: a named pipe, standard input, what a shell's {@code <(…)} names.
 * Read by one thread; {@link #close} may come from others, and ends the reader's waiting.
 */
final class Pipe implements ReadableByteChannel {
  private final Path path;
  private final CompletableFuture<FileChannel> channel = new CompletableFuture<>();
  private ByteBuffer beginning = ByteBuffer.allocate(0);

  private Pipe(Path path) {
    this.path = path;
  }

  /** Whether a file is one. */
  static boolean isPipe(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /** Begins to open a pipe, which waits until somebody opens it for writing. */
  static Pipe open(Path path) {
    Pipe pipe = new Pipe(path);
    // On a thread of its own, because nothing can end that waiting.
    var _ = Thread.ofPlatform().daemon().name("opening " + path).start(pipe::openChannel);
    return pipe;
  }

  Path path() {
    return path;
  }

  /**
   * The first bytes, which are read once more by {@link #read}; fewer where there are no more.
   *
   * @throws IOException when the pipe cannot be read, or is closed meanwhile
   */
  byte[] beginning(int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel().read(buffer) < 0) {
        break;
      }
    }
    beginning = buffer.flip();
    return Arrays.copyOf(buffer.array(), buffer.limit());
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!beginning.hasRemaining()) {
      return channel().read(into);
    }
    int count = Math.min(beginning.remaining(), into.remaining());
    into.put(beginning.slice().limit(count));
    beginning.position(beginning.position() + count);
    return count;
  }

  @Override
  public boolean isOpen() {
    return !channel.isCompletedExceptionally();
  }

  @Override
  public void close() throws IOException {
    if (!channel.completeExceptionally(new AsynchronousCloseException())
        && !channel.isCompletedExceptionally()) {
      channel.join().close();
    }
  }

  private void openChannel() {
    try {
      FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
      if (!channel.complete(opened)) {
        opened.close();
      }
    } catch (IOException failure) {
      channel.completeExceptionally(failure);
    }
  }

  private FileChannel channel() throws IOException {
    try {
      return channel.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException known ? known : new IOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
