package io.cqdestination.postgres.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cqdestination.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Errors say what the server said, shortly, and not what the rows held. */
class ServerWordsTest {

  @Test
  void theServersMessageAndDetailAndState() {
    assertThat(
            words(
                """
                CREATE TEMPORARY TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (1)
                """))
        .isEqualTo(
            "duplicate key value violates unique constraint \"t_pkey\"; "
                + "Key (id)=(1) already exists. (SQLSTATE 23505)");
  }

  @Test
  void theServersHint() {
    assertThat(words("SELECT lenght('x')"))
        .contains("function lenght(unknown) does not exist; ", "(SQLSTATE 42883)");
  }

  @Test
  void noValuesOfWholeRows() {
    assertThat(
            words(
                """
                CREATE TEMPORARY TABLE t (id int NOT NULL, secret text);
                INSERT INTO t VALUES (NULL, 'hush')
                """))
        .isEqualTo(
            "null value in column \"id\" of relation \"t\" violates not-null constraint"
                + " (SQLSTATE 23502)");
    assertThat(
            words(
                """
                CREATE TEMPORARY TABLE t (id int CHECK (id > 0), secret text);
                INSERT INTO t VALUES (0, 'hush')
                """))
        .isEqualTo(
            "new row for relation \"t\" violates check constraint \"t_id_check\""
                + " (SQLSTATE 23514)");
  }

  @Test
  void longMessagesAreCut() {
    assertThat(words("SELECT '%s'::int".formatted("x".repeat(10_000))))
        .hasSizeLessThan(700)
        .contains("invalid input syntax for type integer", "xxx…", "(SQLSTATE 22P02)");
  }

  @Test
  void theDriversMessageWhereNoServerSpoke() {
    assertThat(ServerWords.of(new SQLException("gone", "08006")))
        .isEqualTo("gone (SQLSTATE 08006)");
    assertThat(ServerWords.of(new SQLException("gone"))).isEqualTo("gone");
  }

  private static String words(String sql) {
    SQLException failure =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (Connection connection = PostgresServer.shared().administration().connect();
                  Statement statement = connection.createStatement()) {
                statement.execute(sql);
              }
            });
    return ServerWords.of(failure);
  }
}
