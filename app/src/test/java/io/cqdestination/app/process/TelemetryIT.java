package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryIT {
  private static final SampleTable TABLE = new SampleTable("t").column("id", SampleTypes.int64());

  @TempDir private Path folder;

  private static void sync(PluginProcess plugin, Database database) {
    plugin.client().init(SyncIT.spec(database));
    plugin
        .client()
        .write(WriteMessages.migrate(TABLE), WriteMessages.insert(TABLE, SampleRow.row(1L)));
  }

  @Test
  void without_an_endpoint_nothing_of_it_is_loaded() throws Exception {
    Path classes = folder.resolve("classes");
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin =
            PluginProcess.start(
                PluginBinary.path(),
                Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes))) {
      sync(plugin, database);
      plugin.interrupt();
    }

    assertThat(Files.readString(classes))
        .contains("io.cqdestination.core.sync.SyncSession")
        .doesNotContain("io.opentelemetry.", "OtlpTelemetry", "org.slf4j.bridge.");
  }

  @Test
  void a_collector_that_is_not_there_neither_fails_nor_holds_up_a_sync() {
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin =
            PluginProcess.start(
                PluginBinary.path(),
                Map.of(),
                "--otel-endpoint",
                "127.0.0.1:1",
                "--otel-endpoint-insecure")) {
      sync(plugin, database);

      assertThat(plugin.interrupt()).isZero();
      assertThat(plugin.output())
          .filteredOn(line -> line.contains("\"level\":\"error\""))
          .isEmpty();
      assertThat(plugin.output())
          .filteredOn(line -> line.contains("\"level\":\"warn\""))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void the_end_of_a_stream_is_summed_up() {
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin = PluginProcess.start(PluginBinary.path())) {
      sync(plugin, database);
      plugin.interrupt();

      assertThat(plugin.output())
          .filteredOn(line -> line.contains("stream finished"))
          .singleElement()
          .asString()
          .contains("\"tables\":1", "\"rows\":1", "\"bytes\":", "\"retries\":0", "rows_per_second");
    }
  }
}
