package io.cqdestination.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.ConnectionTestResult.Unusable;
import io.cqdestination.core.sync.ConnectionTestResult.Usable;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What TestConnection and Init make of passwords that are not in the connection string. */
class LoginTest {
  private final PostgresServer server = PostgresServer.shared();
  private final DestinationFactory destinations =
      DaggerPluginComponent.factory().create(SyncMeter.NONE).destinationFactory();

  private byte[] spec(String... command) {
    ObjectNode spec =
        JsonNodeFactory.instance
            .objectNode()
            .put(
                "connection_string",
                "host=127.0.0.1 port=%d user=postgres dbname=postgres".formatted(server.port()));
    for (String word : command) {
      spec.withArray("password_command").add(word);
    }
    return spec.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_command_gives_the_password() {
    byte[] spec = spec("echo", server.password());

    assertThat(destinations.test(spec)).isEqualTo(new Usable());
    destinations.open(spec).close();
  }

  @Test
  void what_a_command_complains_of_is_told() {
    byte[] spec = spec("sh", "-c", "echo sealed >&2; exit 2");

    assertThat(destinations.test(spec))
        .isEqualTo(new Unusable("CONN_FAILED", "password_command ended with status 2: sealed"));
    assertThatThrownBy(() -> destinations.open(spec)).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_password_that_is_wrong_twice_is_a_mistake() {
    byte[] spec = spec("echo", "wrong");

    assertThat(destinations.test(spec))
        .isEqualTo(
            new Unusable("AUTH_FAILED", "password authentication failed for user \"postgres\""));
    assertThatThrownBy(() -> destinations.open(spec)).isInstanceOf(DatabaseRefused.class);
  }
}
