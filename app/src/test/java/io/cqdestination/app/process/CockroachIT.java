package io.cqdestination.app.process;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.CockroachDisguise;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged executable with a server that says it is CockroachDB. */
class CockroachIT {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");

  private Database database;
  private PluginProcess plugin;

  @BeforeEach
  void start() {
    database = Flavour.COCKROACH.create();
    plugin = PluginProcess.start(PluginBinary.path());
    plugin.client().init(SyncIT.spec(database));
  }

  @AfterEach
  void stop() {
    plugin.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void appended_rows_are_all_kept_and_read_back(boolean copy_is_refused) {
    SampleTable table =
        new SampleTable("cities")
            .column("id", SampleTypes.int64())
            .column("name", SampleTypes.text())
            .column("mac", SampleTypes.mac())
            .column("notes", SampleTypes.list(SampleTypes.json()));
    byte[] mac = {1, 2, 3, 4, 5, 6};
    plugin.client().write(WriteMessages.migrate(table));
    if (copy_is_refused) {
      CockroachDisguise.refuseCopy(database, "cities");
    }
    plugin
        .client()
        .write(
            WriteMessages.migrate(table),
            WriteMessages.insert(
                table, row(1L, "Köln\t\\", mac, List.of("{\"a\": [1, \",\"]}", "2"))),
            WriteMessages.insert(table, row(2L, null, null, null)));

    assertThat(database.rows("SELECT id, name, mac, notes::text FROM cities ORDER BY id"))
        .containsExactly(
            List.of("1", "Köln\t\\", "01:02:03:04:05:06", "[{\"a\": [1, \",\"]}, 2]"),
            java.util.Arrays.asList("2", null, null, null));
    assertThat(plugin.client().read(table).stream().map(CockroachIT::text).sorted())
        .containsExactly("1 Köln\t\\ [{\"a\":[1,\",\"]}, 2]", "2 null null");
    assertThat(String.join("\n", plugin.output()))
        .contains("connected to CockroachDB " + Flavour.COCKROACH_VERSION);
  }

  @Test
  void a_second_sync_overwrites_rows_and_deletes_stale_ones() {
    SampleTable table =
        SampleTable.synced("hosts").column("name", SampleTypes.text()).primaryKey("name");
    plugin
        .client()
        .write(
            WriteMessages.migrate(table),
            WriteMessages.insert(
                table,
                SampleRow.synced("src", FIRST, "kept"),
                SampleRow.synced("src", FIRST, "gone")),
            WriteMessages.deleteStale("hosts", "src", FIRST));
    CockroachDisguise.failWrites(database, "hosts", "40001", 2);
    CockroachDisguise.failCommits(database, "hosts", "40003", 1);
    SampleTable wider =
        SampleTable.synced("hosts")
            .column("name", SampleTypes.text())
            .column("size", SampleTypes.int32())
            .primaryKey("name");
    plugin
        .client()
        .write(
            WriteMessages.migrate(wider),
            WriteMessages.insert(
                wider,
                SampleRow.synced("src", SECOND, "kept", 1),
                SampleRow.synced("src", SECOND, "new", 2),
                SampleRow.synced("src", SECOND, "new", 3)),
            WriteMessages.deleteStale("hosts", "src", SECOND));

    assertThat(database.rows("SELECT name, size FROM hosts ORDER BY name"))
        .containsExactly(List.of("kept", "1"), List.of("new", "3"));
    assertThat(
            database.value(
                "SELECT data_type FROM information_schema.columns"
                    + " WHERE table_name = 'hosts' AND column_name = 'size'"))
        .isEqualTo("bigint");
  }

  /** A row without its address, whose class is the Arrow library's own. */
  private static String text(List<?> row) {
    return row.get(0) + " " + row.get(1) + " " + (row.get(3) == null ? null : elements(row.get(3)));
  }

  private static List<String> elements(Object list) {
    return ((List<?>) list)
        .stream().map(json -> new String((byte[]) json, StandardCharsets.UTF_8)).toList();
  }
}
