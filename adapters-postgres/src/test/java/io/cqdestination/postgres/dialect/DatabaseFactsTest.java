package io.cqdestination.postgres.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("every-version")
class DatabaseFactsTest {

  @Test
  void knowsServerAndSchema() throws SQLException {
    try (Database database = PostgresServer.shared().create();
        Connection connection = database.connect()) {
      DatabaseFacts facts = DatabaseFacts.read(connection);

      int major = database.server().version().major();
      assertThat(facts.version()).startsWith("PostgreSQL " + major);
      assertThat(facts.dialect()).isEqualTo(new PostgresDialect(major));
      assertThat(facts.currentSchema()).contains(new SchemaName("public"));
      assertThat(facts.nameLimit()).isEqualTo(ObjectNames.USUAL_LIMIT);
    }
  }

  @Test
  void knowsWhenThereIsNoSchema() throws SQLException {
    try (Database database = PostgresServer.shared().create();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = nowhere");

      assertThat(DatabaseFacts.read(connection).currentSchema()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "'new'", "'99999999999'"})
  void whatIsNoPostgresIsToldAsSuch(String answer) throws SQLException {
    try (Database database = PostgresServer.shared().create();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE FUNCTION public.current_setting(text, boolean) RETURNS text LANGUAGE sql AS $$ SELECT %s $$"
              .formatted(answer));
      statement.execute("SET search_path = public, pg_catalog");

      assertThatThrownBy(() -> DatabaseFacts.read(connection))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("the server does not say what PostgreSQL");
    }
  }

  @Test
  void recognisesCockroachByItsAnswer() {
    assertThat(
            CockroachVersion.parse(
                "CockroachDB CCL v23.1.2 (x86_64-pc-linux-gnu, built 2023/05/25, go1.19.4)"))
        .contains(new CockroachVersion(23, 1, 2));
    assertThat(CockroachVersion.parse("CockroachDB OSS v20.2.19 (x86_64-unknown-linux-gnu)"))
        .contains(new CockroachVersion(20, 2, 19));
    assertThat(CockroachVersion.parse("CockroachDB CCL v26.3.0-alpha.1 (aarch64, go1.25)"))
        .contains(new CockroachVersion(26, 3, 0));
    assertThat(CockroachVersion.parse("PostgreSQL 15.2 on x86_64, with CockroachDB v1.2.3"))
        .isEqualTo(Optional.empty());
  }
}
