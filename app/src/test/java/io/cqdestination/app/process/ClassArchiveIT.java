package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.arrow.SampleRow;
import io.cqdestination.fixtures.arrow.SampleTable;
import io.cqdestination.fixtures.arrow.SampleTypes;
import io.cqdestination.fixtures.plugin.PluginProcess;
import io.cqdestination.fixtures.plugin.WriteMessages;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveIT {
  @TempDir private Path folder;

  @Test
  void nearly_all_classes_of_a_short_sync_come_from_the_archive() throws IOException {
    Path log = folder.resolve("classes.log");
    SampleTable table = new SampleTable("t").column("id", SampleTypes.int64());
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin =
            PluginProcess.start(
                PluginBinary.path(), Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log))) {
      plugin.client().init(SyncIT.spec(database));
      plugin
          .client()
          .write(WriteMessages.migrate(table), WriteMessages.insert(table, SampleRow.row(1L)));
      assertThat(plugin.interrupt()).isZero();
    }

    List<String> classes = Files.readAllLines(log);
    List<String> others =
        classes.stream().filter(line -> !line.contains("shared objects file")).toList();
    assertThat(others)
        .as("classes that are not in the archive; run ci/classes to renew the list")
        .hasSizeLessThan(classes.size() / 10);
  }
}
