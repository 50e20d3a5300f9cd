package io.cqdestination.postgres.logging;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.write.GroupLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoggedConnectionsTest {
  private static final Table KEYED =
      Table.of(
          "keyed", new Column("id", Types.TEXT, false, true, false), Column.of("n", Types.TEXT));

  private TestDatabase database;
  private RecordedLog log;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    database.sql().execute("CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL)");
    log = new RecordedLog();
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  private ConnectionSource connections(DriverLogLevel level) {
    return LoggedConnections.of(database.connections(), level);
  }

  private static void insert(Connection connection, int id, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      statement.setInt(1, id);
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }

  @Test
  void every_statement_is_a_line_with_its_duration_and_without_values() throws SQLException {
    try (Connection connection = connections(DriverLogLevel.INFO).connect()) {
      connection.setAutoCommit(false);
      insert(connection, 1, "bound");
      connection.commit();
      connection.rollback();
    }

    ILoggingEvent insert = log.statements("INSERT INTO t VALUES (?, ?)").getFirst();
    assertThat(insert.getLevel()).isEqualTo(Level.INFO);
    assertThat(RecordedLog.value(insert, "rows")).contains("1");
    assertThat(Double.parseDouble(RecordedLog.value(insert, "duration_ms").orElseThrow()))
        .isNotNegative();
    assertThat(RecordedLog.value(insert, "session")).isPresent();
    assertThat(log.statements("COMMIT")).hasSize(1);
    assertThat(log.statements("ROLLBACK")).as("nothing was sent to end nothing").isEmpty();
    assertThat(log.events())
        .allSatisfy(
            event -> assertThat(String.valueOf(event.getKeyValuePairs())).doesNotContain("bound"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEBUG", "TRACE"})
  void values_are_shown_from_debug_on(DriverLogLevel level) throws SQLException {
    try (Connection connection = connections(level).connect()) {
      insert(connection, 1, "bound");
    }

    ILoggingEvent insert = log.statements("INSERT INTO t").getFirst();
    assertThat(RecordedLog.value(insert, "values")).contains("[1, bound]");
  }

  @Test
  void statements_of_a_batch_are_lines_of_their_own() throws SQLException {
    try (Connection connection = connections(DriverLogLevel.INFO).connect();
        Statement statement = connection.createStatement()) {
      statement.addBatch("CREATE TABLE one (id int)");
      statement.addBatch("CREATE TABLE two (id int)");
      statement.executeBatch();
    }

    assertThat(log.statements("CREATE TABLE")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "WARN"})
  void only_failures_are_lines_where_no_more_is_wanted(DriverLogLevel level) throws SQLException {
    try (Connection connection = connections(level).connect()) {
      insert(connection, 1, "first");
      assertThatThrownBy(() -> insert(connection, 1, "again")).isInstanceOf(SQLException.class);
    }

    assertThat(log.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.ERROR);
          assertThat(RecordedLog.value(event, "sql")).contains("INSERT INTO t VALUES (?, ?)");
          assertThat(RecordedLog.value(event, "error").orElseThrow()).contains("23505");
          assertThat(RecordedLog.value(event, "values")).isEmpty();
        });
  }

  @Test
  void a_failed_statement_of_a_batch_is_the_one_named() throws SQLException {
    try (Connection connection = connections(DriverLogLevel.ERROR).connect();
        Statement statement = connection.createStatement()) {
      statement.addBatch("CREATE TABLE one (id int)");
      statement.addBatch("CREATE TABLE t (id int)");
      assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
    }

    assertThat(log.events())
        .singleElement()
        .satisfies(event ->
            assertThat(RecordedLog.value(event, "sql"))
                .hasValueSatisfying(sql -> assertThat(sql).contains("CREATE TABLE t (id int)")));
  }

  @Test
  void a_failure_that_may_pass_is_a_warning_that_nobody_sees_unasked() throws SQLException {
    try (Connection holder = database.sql().connect();
        Statement lock = holder.createStatement();
        Connection connection = connections(DriverLogLevel.WARN).connect();
        Statement waiting = connection.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("LOCK TABLE t");
      waiting.execute("SET lock_timeout = '10ms'");
      assertThatThrownBy(() -> waiting.execute("SELECT * FROM t")).isInstanceOf(SQLException.class);
      holder.rollback();
    }

    assertThat(log.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.WARN);
          assertThat(RecordedLog.value(event, "error").orElseThrow()).contains("55P03");
        });
  }

  @Test
  void a_copy_tells_its_rows_and_bytes() {
    Table table = Table.of("plain", Column.of("n", Types.TEXT));
    database.create(table);
    try (StreamWriter writer = writer(DriverLogLevel.INFO)) {
      writer.write(record(table, row("a"), row("b")));
    }

    ILoggingEvent copy = log.statements("COPY ").getFirst();
    assertThat(RecordedLog.value(copy, "rows")).contains("2");
    assertThat(Long.parseLong(RecordedLog.value(copy, "bytes").orElseThrow())).isPositive();
    assertThat(log.statements("COMMIT")).hasSize(1);
  }

  @Test
  void a_refused_copy_is_an_error() {
    Table table = Table.of("narrow", Column.of("n", Types.TEXT));
    database.create(table);
    database.sql().execute("ALTER TABLE narrow ADD CHECK (n <> 'bad')");
    try (StreamWriter writer = writer(DriverLogLevel.ERROR)) {
      StreamWriter.failure(writer.commit(record(table, row("bad"))));
    }

    assertThat(log.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.ERROR);
          assertThat(RecordedLog.value(event, "sql").orElseThrow()).startsWith("COPY ");
        });
  }

  @Test
  void rows_that_meet_others_are_no_error_to_anybody() {
    database.create(KEYED);
    try (StreamWriter writer = writer(DriverLogLevel.ERROR)) {
      writer.write(record(KEYED, row("k", "old")));
      writer.write(record(KEYED, row("k", "new")));
    }

    assertThat(log.events()).isEmpty();
    assertThat(database.read(KEYED)).containsExactly(row("k", "new"));
  }

  @Test
  void nothing_is_wrapped_where_nothing_is_logged() {
    ConnectionSource source = database.connections();

    assertThat(LoggedConnections.of(source, DriverLogLevel.NONE)).isSameAs(source);
  }

  @Test
  void a_server_out_of_reach_is_a_warning_and_a_refusal_an_error() {
    for (String state : List.of("08001", "28P01")) {
      ConnectionSource refusing =
          LoggedConnections.of(
              () -> {
                throw new SQLException("no", state);
              },
              DriverLogLevel.WARN);
      assertThatThrownBy(refusing::connect).isInstanceOf(SQLException.class);
    }

    assertThat(log.events())
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.ERROR);
  }

  private StreamWriter writer(DriverLogLevel level) {
    return new StreamWriter(database, connections(level), Duration.ofSeconds(30), GroupLimits.NONE);
  }
}
