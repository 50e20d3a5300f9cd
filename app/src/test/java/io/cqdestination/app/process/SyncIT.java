package io.cqdestination.app.process;

import static io.cqdestination.fixtures.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.arrow.SampleRow;
import io.cqdestination.fixtures.arrow.SampleTable;
import io.cqdestination.fixtures.arrow.SampleTypes;
import io.cqdestination.fixtures.plugin.PluginProcess;
import io.cqdestination.fixtures.plugin.WriteMessages;
import io.cqdestination.fixtures.plugin.WriteStream;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncIT {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");

  private Database database;
  private PluginProcess plugin;

  @BeforeEach
  void start() {
    database = PostgresServer.shared().create();
    plugin = PluginProcess.start(PluginBinary.path());
    plugin.client().init(spec(database));
  }

  @AfterEach
  void stop() {
    plugin.close();
    database.close();
  }

  static String spec(Database database) {
    return "{\"connection_string\": \"" + database.connectionString() + "\"}";
  }

  @Test
  void appended_rows_are_all_kept_and_read_back() {
    SampleTable table =
        new SampleTable("cities")
            .column("id", SampleTypes.int64())
            .column("name", SampleTypes.text());
    plugin
        .client()
        .write(
            WriteMessages.migrate(table),
            WriteMessages.insert(table, row(1L, "Köln"), row(1L, "Köln")),
            WriteMessages.insert(table, row(2L, null)));

    assertThat(database.rows("SELECT id, name FROM cities ORDER BY id"))
        .containsExactly(
            List.of("1", "Köln"), List.of("1", "Köln"), java.util.Arrays.asList("2", null));
    assertThat(plugin.client().read(table)).hasSize(3);
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
    plugin
        .client()
        .write(
            WriteMessages.migrate(table),
            WriteMessages.insert(
                table,
                SampleRow.synced("src", SECOND, "kept"),
                SampleRow.synced("src", SECOND, "new")),
            WriteMessages.deleteStale("hosts", "src", SECOND));

    assertThat(database.rows("SELECT name FROM hosts ORDER BY name"))
        .containsExactly(List.of("kept"), List.of("new"));
  }

  @Test
  void a_refused_migration_names_the_difference_and_a_forced_one_is_carried_out() {
    SampleTable before = new SampleTable("things").column("size", SampleTypes.int64());
    SampleTable after = new SampleTable("things").column("size", SampleTypes.text());
    plugin.client().write(WriteMessages.migrate(before));

    assertThatThrownBy(() -> plugin.client().write(WriteMessages.migrate(after)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal ->
                assertThat(refusal.getStatus().getCode())
                    .isEqualTo(Status.Code.FAILED_PRECONDITION))
        .hasMessageContainingAll("things", "size", "bigint", "text", "forced");
    plugin.client().write(WriteMessages.migrateForced(after));

    assertThat(
            database.value(
                "SELECT data_type FROM information_schema.columns WHERE table_name = 'things'"))
        .isEqualTo("text");
  }

  @Test
  void a_second_init_serves_later_calls_and_leaves_running_streams_alone() {
    SampleTable table = new SampleTable("t").column("id", SampleTypes.int64());
    try (Database other = PostgresServer.shared().create()) {
      WriteStream running = plugin.client().openWrite();
      running.send(WriteMessages.migrate(table));
      running.send(WriteMessages.insert(table, row(1L)));
      plugin.client().init(spec(other));
      plugin.client().write(WriteMessages.migrate(table), WriteMessages.insert(table, row(2L)));
      running.send(WriteMessages.insert(table, row(3L)));
      running.finish();

      assertThat(database.rows("SELECT id FROM t ORDER BY id"))
          .containsExactly(List.of("1"), List.of("3"));
      assertThat(other.rows("SELECT id FROM t")).containsExactly(List.of("2"));
    }
  }

  @Test
  void a_session_that_the_server_ended_between_two_writes_is_replaced() {
    SampleTable table = new SampleTable("t").column("id", SampleTypes.int64());
    plugin.client().write(WriteMessages.migrate(table), WriteMessages.insert(table, row(1L)));
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    plugin.client().write(WriteMessages.insert(table, row(2L)));

    assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("2");
  }
}
