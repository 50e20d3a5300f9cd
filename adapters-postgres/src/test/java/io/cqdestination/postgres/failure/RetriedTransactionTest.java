package io.cqdestination.postgres.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.postgres.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work is repeated after failures that may pass, and takes effect once. */
class RetriedTransactionTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final TestDatabase database = TestDatabase.create();

  private final AtomicInteger attempts = new AtomicInteger();

  @BeforeAll
  static void createTable() {
    database.sql().execute("CREATE TABLE t (n int)");
  }

  @BeforeEach
  void emptyTable() {
    database.sql().execute("TRUNCATE t");
  }

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  @Test
  void repeatsWhatFailedForAReasonThatPasses() {
    int result =
        transactions(LIMIT)
            .run(
                "table t",
                connection -> {
                  insert(connection);
                  if (attempts.incrementAndGet() < 3) {
                    raise(connection, "40001");
                  }
                  return 7;
                });

    assertThat(result).isEqualTo(7);
    assertThat(attempts).hasValue(3);
    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo("1");
  }

  @Test
  void repeatsWhatLostItsConnection() {
    transactions(LIMIT)
        .run(
            "table t",
            connection -> {
              insert(connection);
              if (attempts.incrementAndGet() == 1) {
                execute(connection, "SELECT pg_terminate_backend(pg_backend_pid())");
              }
              return 0;
            });

    assertThat(attempts).hasValue(2);
    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo("1");
  }

  @Test
  void givesUpAfterTheTimeGiven() {
    assertThatThrownBy(() ->
            transactions(Duration.ofMillis(300))
                .run(
                    "table t: counting",
                    connection -> {
                      attempts.incrementAndGet();
                      raise(connection, "40P01");
                      return 0;
                    }))
        .isInstanceOf(Transient.class)
        .hasMessageContaining("table t: counting: given up after " + attempts + " attempts")
        .hasMessageContaining("SQLSTATE 40P01");
    assertThat(attempts).hasValueGreaterThan(1);
  }

  @Test
  void failsAtOnceForEveryOtherReason() {
    assertThatThrownBy(() ->
            transactions(LIMIT)
                .run(
                    "table t",
                    connection -> {
                      attempts.incrementAndGet();
                      insert(connection);
                      raise(connection, "P0001");
                      return 0;
                    }))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("table t: raised (SQLSTATE P0001)");
    assertThat(attempts).hasValue(1);
    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo("0");
  }

  private static RetriedTransaction transactions(Duration timeout) {
    return new RetriedTransaction(database.connections(), timeout);
  }

  private static void insert(Connection connection) throws SQLException {
    execute(connection, "INSERT INTO t VALUES (1)");
  }

  private static void raise(Connection connection, String state) throws SQLException {
    execute(
        connection,
        "DO $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '%s'; END $$".formatted(state));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
