package io.cqdestination.postgres.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.fixture.EveryFlavour;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A schema that a spec names is made once, with the rights of those who are to read its tables. */
@Tag("every-version")
@EveryFlavour
class SchemaSetupTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PROCESSES = 8;
  private static final int ROUNDS = 5;
  private static final String READER = "schema's \"reader\"";
  private static final String QUOTED_READER = "\"schema's \"\"reader\"\"\"";
  private static final String STRANGER = "schema_stranger";
  private static final String SCHEMA = "Aws's \"own\"";

  private final Database database;

  SchemaSetupTest(Flavour flavour) {
    database = flavour.create();
    for (String role : List.of(QUOTED_READER, STRANGER)) {
      database.execute(
          "do $$ begin create role "
              + role
              + "; exception when duplicate_object or unique_violation then null; end $$");
    }
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void severalProcessesMakeItAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(PROCESSES);
    try (ExecutorService processes = Executors.newFixedThreadPool(PROCESSES)) {
      for (int round = 0; round < ROUNDS; round++) {
        SchemaSetup setup = setup("made" + round, true, READER, "public");
        List<Future<Void>> made = new ArrayList<>();
        for (int process = 0; process < PROCESSES; process++) {
          made.add(
              processes.submit(() -> {
                start.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
                setup.prepare(transactions());
                return null;
              }));
        }
        for (Future<Void> each : made) {
          each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(mayUse(READER, "made" + round)).isEqualTo("t");
        assertThat(mayUse(STRANGER, "made" + round)).as("everybody").isEqualTo("t");
      }
    }
  }

  @Test
  void whatIsForeseenIsWhatIsRun() {
    SchemaSetup setup = setup(SCHEMA, true, READER);
    List<String> foreseen = setup.foresee(transactions());
    assertThat(foreseen)
        .containsExactly(
            "create schema \"Aws's \"\"own\"\"\"",
            "grant usage on schema \"Aws's \"\"own\"\"\" to " + QUOTED_READER);
    assertThat(setup.foresee(transactions())).isEqualTo(foreseen);

    foreseen.forEach(database::execute);

    assertThat(setup.foresee(transactions())).isEmpty();
    assertThat(mayUse(READER, SCHEMA)).isEqualTo("t");
  }

  @Test
  void oneThatIsThereKeepsItsRights() {
    database.execute("create schema there");
    setup("there", true, READER).prepare(transactions());
    setup("there", false).prepare(transactions());
    assertThat(mayUse(READER, "there")).isEqualTo("f");
  }

  @Test
  void oneThatIsMissingIsNotMadeUnasked() {
    assertThatThrownBy(() -> setup("missing", false).prepare(transactions()))
        .isInstanceOf(NotReady.class)
        .hasMessage(
            "the database has no schema missing: create it, or have it created by create_schema: true");
  }

  @Test
  void whoMayNotIsToldSo() {
    RetriedTransaction stranger = new RetriedTransaction(this::asStranger, Duration.ZERO);
    database.execute("create schema closed");

    assertThatThrownBy(() -> setup("closed", true).prepare(stranger))
        .isInstanceOf(NotReady.class)
        .hasMessage("the user may not use the schema closed: it lacks the right USAGE");
    assertThatThrownBy(() -> setup("missing", true).prepare(stranger))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContainingAll("schema missing", "permission denied");
  }

  private Connection asStranger() throws SQLException {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set role " + STRANGER);
    }
    return connection;
  }

  private RetriedTransaction transactions() {
    return new RetriedTransaction(database::connect, LIMIT);
  }

  private static SchemaSetup setup(String name, boolean create, String... readers) {
    return new SchemaSetup(new SchemaName(name), create, new TableGrants(List.of(readers)));
  }

  private String mayUse(String role, String schema) {
    return String.valueOf(
        database.value(
            "select has_schema_privilege('%s', '%s', 'usage')"
                .formatted(role.replace("'", "''"), schema.replace("'", "''"))));
  }
}
