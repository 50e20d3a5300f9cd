package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.fixture.HostileSettings;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A user's triggers may say something of every row. */
class ServerNoticesTest {
  private static final int ROWS = 2_000;

  private final Logger logger =
      (Logger) LoggerFactory.getLogger(PostgresDataSource.class.getPackageName());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final TestDatabase database = TestDatabase.create();
  private final List<Connection> opened = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    logger.setLevel(null);
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "append, before insert",
    "append, after insert",
    "overwrite, before insert or update",
    "overwrite, after insert or update"
  })
  void none_is_kept_of_what_batches_bring_about(String mode, String occasion) {
    Table table = table(mode.equals("overwrite"));
    database.create(table);
    shout("create trigger shout %s on t for each row".formatted(occasion), "notice");

    write(table);

    assertThat(lines()).hasSizeBetween(1, 6);
  }

  @Test
  void none_is_kept_of_what_comes_with_a_commit() {
    Table table = table(false);
    database.create(table);
    shout(
        "create constraint trigger shout after insert on t deferrable initially deferred"
            + " for each row",
        "warning");

    write(table);

    assertThat(log.list).hasSize(6).allMatch(line -> line.getLevel() == Level.WARN);
    assertThat(lines().getFirst()).isEqualTo("the server says: row 0");
    assertThat(lines().getLast()).contains("not logged");
  }

  @Test
  void warnings_of_statements_are_logged_too() {
    Table table = table(true);
    database.create(table);
    shout("create trigger shout before update on t for each row", "warning");

    write(table);

    assertThat(log.list).hasSize(6).allMatch(line -> line.getLevel() == Level.WARN);
  }

  @Test
  void what_each_new_session_says_is_logged_once() throws SQLException {
    HostileSettings.put(database.sql(), "default_text_search_config = 'nowhere'");
    ConnectionSource sessions = HostileSettings.sessions(database.sql());

    for (int i = 0; i < 3; i++) {
      try (Connection session = sessions.connect()) {
        assertThat(kept(session)).isZero();
      }
    }

    assertThat(lines()).hasSize(1).allMatch(line -> line.contains("default_text_search_config"));
  }

  private static Table table(boolean keyed) {
    return Table.of(
        "t", new Column("n", Types.INT64, !keyed, keyed, false), Column.of("v", Types.TEXT));
  }

  private void shout(String trigger, String severity) {
    database
        .sql()
        .execute(
            """
            create function shout() returns trigger language plpgsql as
            $$ begin raise %s 'row %%', new.n; return new; end $$;
            %s execute procedure shout()\
            """
                .formatted(severity, trigger));
  }

  /** Twice, so that keys meet those that are there. */
  private void write(Table table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      rows.add(row(i, "v"));
    }
    ConnectionSource sessions = HostileSettings.sessions(database.sql());
    try (StreamWriter writer =
        new StreamWriter(
            database,
            () -> {
              Connection session = sessions.connect();
              opened.add(session);
              return session;
            },
            StreamWriter.LIMIT,
            GroupLimits.NONE)) {
      writer.write(record(table, rows));
      writer.write(record(table, rows));
      assertThat(opened).isNotEmpty().allSatisfy(session -> assertThat(kept(session)).isZero());
    }
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** How many the driver holds, besides what stands in for them. */
  private static int kept(Connection session) {
    try {
      int kept = 0;
      for (SQLWarning next = session.getWarnings(); next != null; next = next.getNextWarning()) {
        kept += "the server's notices are not kept".equals(next.getMessage()) ? 0 : 1;
      }
      return kept;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
