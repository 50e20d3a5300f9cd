package io.cqdestination.runtime.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "50415245ff000000, encrypted Parquet file, without encryption",
    "1f8b080000000000, compressed with gzip, unpack it first",
    "28b52ffd04000000, compressed with Zstandard, unpack it first"
  })
  void whatWrapsAFileIsNamedWithWhatToDo(String beginning, String kind, String advice)
      throws Exception {
    Path file = Files.write(folder.resolve("events.parquet"), HexFormat.of().parseHex(beginning));

    assertThatThrownBy(() -> RecordFiles.open(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("events.parquet: ", kind, advice);
  }

  @Test
  void otherFilesAreNamed() throws Exception {
    Path text = folder.resolve("P");
    Files.write(text, "P".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> RecordFiles.open(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("P: ");
    assertThatThrownBy(() -> RecordFiles.open(folder.resolve("none")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no such file");
  }
}
