package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Syncs in which rows are refused, from start to end. */
class RefusedRowsIT {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");
  private static final SampleTable TABLE =
      SampleTable.synced("hosts")
          .column("name", SampleTypes.text())
          .column("load", SampleTypes.int64())
          .primaryKey("name");

  private Database database;
  private PluginProcess plugin;

  @BeforeEach
  void start() {
    database = PostgresServer.shared().create();
    plugin = PluginProcess.start(PluginBinary.path());
  }

  @AfterEach
  void stop() {
    plugin.close();
    database.close();
  }

  private void init(String keys) {
    plugin
        .client()
        .init(
            "{\"connection_string\": \"%s\", \"refused_rows\": \"set_aside\"%s}"
                .formatted(database.connectionString(), keys));
  }

  private void sync(Instant time, Object... namesAndLoads) {
    SampleRow[] rows = new SampleRow[namesAndLoads.length / 2];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = SampleRow.synced("src", time, namesAndLoads[2 * i], namesAndLoads[2 * i + 1]);
    }
    plugin
        .client()
        .write(
            WriteMessages.migrate(TABLE),
            WriteMessages.insert(TABLE, rows),
            WriteMessages.deleteStale("hosts", "src", time));
  }

  @Test
  void a_refused_row_is_set_aside_and_its_older_version_stays() {
    init("");
    sync(FIRST, "a", 1L, "b", 1L, "c", 1L);
    database.execute("ALTER TABLE hosts ADD CONSTRAINT possible CHECK (load < 100)");
    sync(SECOND, "a", 2L, "b", 200L, "d", 200L, "e", 2L);

    assertThat(database.rows("SELECT name, load FROM hosts ORDER BY name"))
        .containsExactly(List.of("a", "2"), List.of("b", "1"), List.of("e", "2"));
    assertThat(
            database.rows(
                "SELECT content->>'name', column_name, sqlstate, table_name, source_name,"
                    + " sync_time, older_cq_id IS NULL FROM _cq_refused_rows ORDER BY 1"))
        .containsExactly(
            List.of("b", "load", "23514", "hosts", "src", "2026-01-02 00:00:00", "f"),
            List.of("d", "load", "23514", "hosts", "src", "2026-01-02 00:00:00", "t"));
    plugin.close();
    assertThat(String.join("\n", plugin.output()))
        .contains("table hosts: 2 rows were refused and set aside in _cq_refused_rows")
        .containsPattern("refused_rows\\W+2\\b");
  }

  @Test
  void more_than_are_allowed_end_the_sync() {
    init(", \"refused_rows_max\": 1");
    sync(FIRST, "a", 1L);
    database.execute("ALTER TABLE hosts ADD CONSTRAINT possible CHECK (load < 100)");

    assertThatThrownBy(() -> sync(SECOND, "b", 200L, "c", 200L))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("more than 1 rows of this stream were refused");
    assertThat(database.rows("SELECT name FROM hosts")).containsExactly(List.of("a"));
  }
}
