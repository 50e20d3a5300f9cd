package io.cqdestination.app.assembly;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where {@code write_history} cannot be used, Init says why. */
class HistoryRefusalTest {
  @Test
  void cockroach_is_refused() {
    try (Database database = Flavour.COCKROACH.create()) {
      byte[] spec =
          "{\"connection_string\": \"%s\", \"write_history\": true}"
              .formatted(database.connectionString())
              .getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() ->
              DaggerPluginComponent.factory()
                  .create(SyncMeter.NONE)
                  .destinationFactory()
                  .open(spec))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("write_history is not for CockroachDB");
    }
  }
}
