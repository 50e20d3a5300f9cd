package io.cqdestination.app.assembly;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database cannot do is refused at Init, with the reason. */
class SpecDemandsTest {
  private final PluginComponent plugin = DaggerPluginComponent.factory().create(SyncMeter.NONE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"migrations\": \"keep_rows\"|changes of types have no transactions",
        "\"analyze_changed_percent\": 10|collects statistics by itself",
        "\"grant_select_to\": [\"nobody such\"]|roles that the database does not have: nobody such"
      })
  void what_cockroachdb_cannot_do(String key, String reason) {
    try (Database database = Flavour.COCKROACH.create()) {
      byte[] spec =
          "{\"connection_string\": \"%s\", %s}"
              .formatted(database.connectionString(), key)
              .getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> plugin.destinationFactory().open(spec))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(reason);
    }
  }
}
