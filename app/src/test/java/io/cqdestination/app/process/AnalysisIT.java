package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New statistics behind a sync see its rows, also where it becomes visible at once. */
class AnalysisIT {
  private static final int ROWS = 500;
  private static final SampleTable TABLE =
      SampleTable.synced("analyzed").column("id", SampleTypes.int64()).primaryKey("id");

  @ParameterizedTest
  @ValueSource(strings = {"per_batch", "at_end"})
  void a_table_has_statistics_of_what_was_published(String publish) {
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin = PluginProcess.start(PluginBinary.path())) {
      plugin
          .client()
          .init(
              """
              {"connection_string": "%s", "publish": "%s", "analyze_changed_percent": 10}\
              """
                  .formatted(database.connectionString(), publish));
      SampleRow[] rows =
          IntStream.range(0, ROWS)
              .mapToObj(id -> SampleRow.synced("source", Instant.EPOCH, (long) id))
              .toArray(SampleRow[]::new);

      plugin.client().write(WriteMessages.migrate(TABLE), WriteMessages.insert(TABLE, rows));

      assertThat(database.value("SELECT reltuples FROM pg_class WHERE oid = 'analyzed'::regclass"))
          .isEqualTo(Integer.toString(ROWS));
    }
  }
}
