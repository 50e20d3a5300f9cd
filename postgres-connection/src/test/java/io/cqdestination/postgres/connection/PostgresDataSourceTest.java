package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The face of the module, as those see it who know DataSources. */
class PostgresDataSourceTest {
  private static Database database;

  @BeforeAll
  static void createDatabase() {
    database = PostgresServer.shared().create();
  }

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  private static PostgresDataSource source(String connectionString) {
    return PostgresDataSource.of(connectionString, Connecting.surroundings());
  }

  @Test
  void everyConnectionIsASessionOfItsOwn() throws SQLException {
    DataSource source = source(database.connectionString());
    try (Connection one = source.getConnection();
        Connection other = source.getConnection()) {
      String question = "SELECT pg_backend_pid()";
      assertThat(Connecting.ask(one, question)).isNotEqualTo(Connecting.ask(other, question));
    }
  }

  @Test
  void saysWhatItsStringSaysOfAPoolAndWhatHasNoEffect() {
    PostgresDataSource source =
        source(
            "host=h user=u pool_max_conns=7 pool_max_conn_lifetime=1h30m statement_cache_capacity=9");
    assertThat(source.pool().maxConnections()).contains(7);
    assertThat(source.pool().maxConnectionLifetime()).contains(Duration.ofMinutes(90));
    assertThat(source.parametersWithoutEffect()).containsExactly("statement_cache_capacity");
  }

  @Test
  void anInvalidStringIsRefusedBeforeAnythingIsConnected() {
    assertThatThrownBy(() -> source("host=h port=none password=secret"))
        .isInstanceOf(InvalidConnectionString.class)
        .hasMessageContaining("port")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://u:secret@h/d", "host=h user=u password=secret dbname=d"})
  void itsTextHoldsNoPassword(String string) {
    assertThat(source(string).toString()).contains("h:5432").doesNotContain("secret");
  }

  @Test
  void whatTheStringSaysCannotBeChanged() {
    PostgresDataSource source = source("host=h user=u");
    assertThatThrownBy(() -> source.getConnection("other", "secret"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> source.setLoginTimeout(1))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThat(source.getLoginTimeout()).isZero();
    assertThat(source.getLogWriter()).isNull();
  }

  @Test
  void unwrapsToWhatItIs() throws SQLException {
    DataSource source = source("host=h user=u");
    assertThat(source.isWrapperFor(CommonDataSource.class)).isTrue();
    assertThat(source.unwrap(PostgresDataSource.class)).isSameAs(source);
    assertThatThrownBy(() -> source.unwrap(String.class)).isInstanceOf(SQLException.class);
  }
}
