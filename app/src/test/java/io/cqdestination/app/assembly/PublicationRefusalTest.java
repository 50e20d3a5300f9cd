package io.cqdestination.app.assembly;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where {@code publish: at_end} cannot be used, Init says why. */
class PublicationRefusalTest {
  private final DestinationFactory destinations =
      DaggerPluginComponent.factory().create(SyncMeter.NONE).destinationFactory();

  private void open(String connectionString) {
    destinations
        .open(
            "{\"connection_string\": \"%s\", \"publish\": \"at_end\"}"
                .formatted(connectionString)
                .getBytes(StandardCharsets.UTF_8))
        .close();
  }

  @Test
  void cockroach_is_refused() {
    try (Database database = Flavour.COCKROACH.create()) {
      assertThatThrownBy(() -> open(database.connectionString()))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("publish: at_end cannot be used here: it is not for CockroachDB");
    }
  }

  @Test
  void a_role_without_the_right_to_make_schemas_is_refused() {
    try (Database database = Flavour.POSTGRES.create()) {
      database.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'");
      String plain = database.connectionString() + "&user=plain&password=plain";
      try {
        assertThatThrownBy(() -> open(plain))
            .isInstanceOf(InvalidInput.class)
            .hasMessageContaining("GRANT CREATE ON DATABASE");
        database.execute("GRANT CREATE ON DATABASE \"%s\" TO plain".formatted(database.name()));
        open(plain);
      } finally {
        database.execute("DROP OWNED BY plain; DROP ROLE plain");
      }
    }
  }
}
