package io.cqdestination.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds that are made here are in the corpus; {@code -Dgolden.update=true} puts them there. */
class SeedsTest {
  @ParameterizedTest
  @EnumSource
  void are_in_the_corpus(FuzzTarget target) throws IOException {
    Path folder = target.corpus(CorpusTest.PROJECT);
    for (Map.Entry<String, byte[]> seed : seeds(target).entrySet()) {
      Path file = folder.resolve(seed.getKey());
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(folder);
        Files.write(file, seed.getValue());
      }
      assertThat(file).exists();
    }
  }

  private static Map<String, byte[]> seeds(FuzzTarget target) {
    return switch (target) {
      case RECORDS -> ArrowSeeds.streams();
      case SPECS -> TextSeeds.specs();
      case CONFIGURATIONS -> TextSeeds.configurations();
      case CONNECTION_STRINGS -> TextSeeds.connectionStrings();
      case PARQUET_FILES -> Map.of(); // the adapter's tests have some, written by others
      case ARROW_FILES -> ArrowSeeds.files();
      case SERVER_ANSWERS -> ServerSeeds.all();
    };
  }
}
