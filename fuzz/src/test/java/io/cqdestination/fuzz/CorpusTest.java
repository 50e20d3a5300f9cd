package io.cqdestination.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every seed, and everything the fuzzer has ever found, is read or refused as it should be. */
class CorpusTest {
  /** Tests run in their module's folder. */
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static final Duration LIMIT = Duration.ofSeconds(20);

  static Stream<Arguments> inputs() throws IOException {
    List<Arguments> inputs = new ArrayList<>();
    for (FuzzTarget target : FuzzTarget.values()) {
      for (Path file : files(target)) {
        inputs.add(Arguments.of(target, String.valueOf(file.getFileName()), file));
      }
    }
    return inputs.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("inputs")
  void is_read_or_refused(FuzzTarget target, String name, Path file) throws IOException {
    byte[] input = Files.readAllBytes(file);

    assertTimeoutPreemptively(LIMIT, () -> target.take(input));
  }

  @ParameterizedTest
  @EnumSource
  void every_target_has_seeds(FuzzTarget target) throws IOException {
    assertThat(files(target)).isNotEmpty();
  }

  private static List<Path> files(FuzzTarget target) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : target.inputFolders(PROJECT)) {
      try (Stream<Path> content = Files.list(folder)) {
        content.sorted().forEach(files::add);
      }
    }
    return files;
  }
}
