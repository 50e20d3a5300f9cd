package io.cqdestination.app.process;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that strike the packaged plugin: rows arrive once, or whole batches of them. */
class FaultIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BATCH_ROWS = 10;
  private static final long GATE = 25;
  private static final long ROWS = 45;

  private Database database;
  private FaultProxy proxy;
  private PluginProcess plugin;

  @BeforeEach
  void start() {
    database = PostgresServer.shared().create();
    proxy = FaultProxy.to(PostgresServer.shared());
    plugin = PluginProcess.start(PluginBinary.path());
    plugin
        .client()
        .init(
            "{\"connection_string\": \"%s\", \"batch_size\": %d}"
                .formatted(database.connectionString(proxy.port()), BATCH_ROWS));
  }

  @AfterEach
  void stop() {
    plugin.close();
    proxy.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_interrupt_in_the_middle_of_a_batch_leaves_whole_batches(boolean keyed) throws Exception {
    endInTheMiddle(keyed, process -> assertThat(process.interrupt()).isZero());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_killed_plugin_leaves_whole_batches(boolean keyed) throws Exception {
    endInTheMiddle(keyed, PluginProcess::kill);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rows_arrive_once_when_answers_are_lost(boolean keyed) {
    SampleTable table = table(keyed);
    plugin.client().write(WriteMessages.migrate(table));
    List<Runnable> faults =
        List.of(
            () -> proxy.cutAfter("COMMIT"),
            () -> proxy.cutBefore("COMMIT"),
            () -> proxy.cutBefore("INSERT"));
    for (int i = 0; i < faults.size(); i++) {
      faults.get(i).run();
      WriteStream write = plugin.client().openWrite();
      send(write, table, i * ROWS);
      write.finish();
    }

    assertThat(database.value("SELECT count(*) || ' ' || count(DISTINCT id) FROM t"))
        .isEqualTo(3 * ROWS + " " + 3 * ROWS);
    assertThat(proxy.faults()).isEqualTo(3);
  }

  @Test
  void a_refused_row_is_named_to_the_client() {
    SampleTable table = table(true);
    plugin.client().write(WriteMessages.migrate(table));
    database.execute("ALTER TABLE t ADD CONSTRAINT not_so_many CHECK (id < 42)");
    WriteStream write = plugin.client().openWrite();
    send(write, table);

    assertThatThrownBy(write::finish)
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContainingAll("table t", "row (id=42)", "not_so_many", "nothing of it");
    assertThat(count()).isEqualTo(4 * BATCH_ROWS);
  }

  private void endInTheMiddle(boolean keyed, Consumer<PluginProcess> end) throws Exception {
    SampleTable table = table(keyed);
    plugin.client().write(WriteMessages.migrate(table));
    database.execute(
        """
        CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock_shared(1);
          RETURN NEW;
        END $$;
        CREATE TRIGGER gate BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.id = %d)
          EXECUTE PROCEDURE gate()\
        """
            .formatted(GATE));
    try (Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(1)");
      WriteStream write = plugin.client().openWrite();
      send(write, table);
      awaitValue(
          "t", "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
      end.accept(plugin);
      assertThatThrownBy(write::finish).isInstanceOf(StatusRuntimeException.class);
    }
    awaitValue(
        "0",
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name LIKE 'cloudquery%'");
    assertThat(count() % BATCH_ROWS).isZero();
    assertThat(count()).as("nothing behind the batch at the gate").isLessThan((int) ROWS);
  }

  private void awaitValue(String value, String query) {
    Await.until(LIMIT, query, () -> Objects.equals(database.value(query), value));
  }

  private int count() {
    return Integer.parseInt(Objects.requireNonNull(database.value("SELECT count(*) FROM t")));
  }

  private static SampleTable table(boolean keyed) {
    SampleTable table = new SampleTable("t").column("id", SampleTypes.int64());
    return keyed ? table.primaryKey("id") : table;
  }

  private static void send(WriteStream write, SampleTable table) {
    send(write, table, 0);
  }

  private static void send(WriteStream write, SampleTable table, long before) {
    for (long id = 1; id <= ROWS; id++) {
      write.send(WriteMessages.insert(table, row(before + id)));
    }
  }
}
