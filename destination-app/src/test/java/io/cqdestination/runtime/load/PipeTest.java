package io.cqdestination.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeTest {
  @TempDir private Path folder;

  private Path path = Path.of("");

  @BeforeEach
  void make() throws Exception {
    path = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  @Test
  void files_that_can_be_opened_again_are_none() throws Exception {
    assertThat(Pipe.isPipe(path)).isTrue();
    assertThat(Pipe.isPipe(Files.createFile(folder.resolve("file")))).isFalse();
    assertThat(Pipe.isPipe(folder)).isFalse();
    assertThat(Pipe.isPipe(folder.resolve("missing"))).isFalse();
  }

  @Test
  void its_beginning_can_be_seen_before_it_is_read() throws Exception {
    try (Pipe pipe = Pipe.open(path)) {
      Files.writeString(path, "beginning and end");

      assertThat(new String(pipe.beginning(9), StandardCharsets.UTF_8)).isEqualTo("beginning");
      assertThat(Channels.newInputStream(pipe).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("beginning and end");
    }
  }

  @Test
  void closing_it_ends_waiting_for_somebody_to_write() throws Exception {
    Pipe pipe = Pipe.open(path);
    CompletableFuture<byte[]> reading = reading(pipe);

    pipe.close();

    assertThatThrownBy(reading::join).hasRootCauseInstanceOf(AsynchronousCloseException.class);
  }

  private static CompletableFuture<byte[]> reading(Pipe pipe) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return pipe.beginning(1);
      } catch (IOException closed) {
        throw new UncheckedIOException(closed);
      }
    });
  }
}
