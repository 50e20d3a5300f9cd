package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIT {
  private static final SampleTable TABLE = new SampleTable("t").column("id", SampleTypes.int64());

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void a_signal_ends_the_process_with_status_0(String signal) {
    try (PluginProcess plugin = PluginProcess.start(PluginBinary.path())) {
      assertThat(plugin.client().versions()).containsExactly(3);

      plugin.signal(signal);

      assertThat(plugin.awaitExit()).isZero();
    }
  }

  @Test
  void a_signal_in_the_middle_of_a_write_ends_it_and_the_process() throws Exception {
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin = PluginProcess.start(PluginBinary.path())) {
      plugin.client().init(SyncIT.spec(database));
      plugin.client().write(WriteMessages.migrate(TABLE));
      var write = plugin.client().openWrite();
      write.send(WriteMessages.insert(TABLE, SampleRow.row(1L)));

      assertThat(plugin.interrupt()).isZero();
      assertThatThrownBy(write::finish).isInstanceOf(StatusRuntimeException.class);
    }
  }

  @Test
  void statements_are_the_same_where_people_write_other_digits() {
    Map<String, String> arabic =
        Map.of("JAVA_TOOL_OPTIONS", "-Duser.language.format=ar -Duser.country.format=EG");
    try (Database database = PostgresServer.shared().create();
        PluginProcess plugin = PluginProcess.start(PluginBinary.path(), arabic)) {
      plugin.client().init(SyncIT.spec(database));

      plugin.client().write(WriteMessages.migrate(TABLE));

      assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
    }
  }

  @Test
  void standard_output_holds_json_lines_and_standard_error_nothing() throws IOException {
    PluginProcess plugin = PluginProcess.start(PluginBinary.path());
    try (Database database = PostgresServer.shared().create()) {
      plugin.client().init(SyncIT.spec(database));
      plugin.client().write(WriteMessages.migrate(TABLE));
      plugin.interrupt();

      assertThat(plugin.output()).isNotEmpty();
      for (String line : plugin.output()) {
        assertThat(new ObjectMapper().readTree(line).get("level").textValue()).isEqualTo("info");
      }
      assertThat(plugin.errors()).isEmpty();
    } finally {
      plugin.close();
    }
  }

  @Test
  void a_database_out_of_reach_is_named_without_the_password() {
    try (PluginProcess plugin = PluginProcess.start(PluginBinary.path())) {
      String spec =
          "{\"connection_string\": \"postgres://me:s3cret@127.0.0.1:1/db?sslmode=disable\"}";

      assertThatThrownBy(() -> plugin.client().init(spec))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              failure ->
                  assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE))
          .hasMessageContaining("CONN_FAILED")
          .hasMessageNotContaining("s3cret");
      assertThat(String.join("\n", plugin.output())).doesNotContain("s3cret");
    }
  }

  @Test
  void the_version_is_printed() throws Exception {
    PluginBinary.Outcome outcome = PluginBinary.run("--version");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).startsWith("postgresql ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --network carrier-pigeon", "serve --no-such-option", "dance", ""})
  void a_mistyped_command_line_says_what_is_wrong_and_ends_with_status_2(String arguments)
      throws Exception {
    PluginBinary.Outcome outcome =
        PluginBinary.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errors())
        .containsAnyOf(
            "Usage:",
            "Invalid value for option '--network'",
            "Unknown option: '--no-such-option'",
            "Unmatched argument at index 0: 'dance'");
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void a_socket_that_cannot_be_made_is_said_in_one_line() throws Exception {
    PluginBinary.Outcome outcome =
        PluginBinary.run("serve", "--network", "unix", "--address", "/no/such/folder/a.sock");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).contains("cannot listen on /no/such/folder/a.sock");
  }
}
