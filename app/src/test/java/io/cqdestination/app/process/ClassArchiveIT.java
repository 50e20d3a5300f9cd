package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveIT {
  private static final String FROM_ARCHIVE = "shared objects file";

  @TempDir private Path folder;

  @Test
  void nearly_all_classes_of_a_short_sync_come_from_the_archive() throws IOException {
    List<String> classes = classesOfShortSync(Map.of());

    assertThat(classes.stream().filter(line -> !line.contains(FROM_ARCHIVE)))
        .as("classes that TrainingRun does not load")
        .hasSizeLessThan(classes.size() / 10);
  }

  /** As for another Java than the one of the build. */
  @Test
  void an_archive_that_does_not_fit_is_left_aside_without_a_word() throws IOException {
    Map<String, String> ownUnpackedFiles = Map.of("XDG_CACHE_HOME", folder.toString());
    classesOfShortSync(ownUnpackedFiles);
    try (Stream<Path> files = Files.walk(folder)) {
      Path jar = files.filter(file -> file.endsWith("plugin.jar")).findFirst().orElseThrow();
      Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    }

    assertThat(classesOfShortSync(ownUnpackedFiles))
        .noneMatch(
            line -> line.contains("io.cqdestination.app.Main ") && line.contains(FROM_ARCHIVE));
  }

  /** What the Java machine says about each class; all else that it prints has to be JSON. */
  private List<String> classesOfShortSync(Map<String, String> environment) throws IOException {
    Path log = folder.resolve("classes.log");
    Map<String, String> logging = new HashMap<>(environment);
    logging.put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
    SampleTable table = new SampleTable("t").column("id", SampleTypes.int64());
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin = PluginProcess.start(PluginBinary.path(), logging)) {
      plugin.client().init(SyncIT.spec(database));
      plugin
          .client()
          .write(WriteMessages.migrate(table), WriteMessages.insert(table, SampleRow.row(1L)));
      assertThat(plugin.interrupt()).isZero();
      for (String line : plugin.output()) {
        assertThat(new ObjectMapper().readTree(line).isObject()).isTrue();
      }
    }
    return Files.readAllLines(log);
  }
}
