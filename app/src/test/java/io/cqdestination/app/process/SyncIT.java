package io.cqdestination.app.process;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is this database's own; what every destination has to hold is in {@link ContractIT}. */
class SyncIT {
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
