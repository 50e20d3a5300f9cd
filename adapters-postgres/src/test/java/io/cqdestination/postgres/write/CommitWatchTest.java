package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A standby that is to confirm what is committed, and does not. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommitWatchTest {
  private static final PostgresOptions OPTIONS =
      PostgresOptions.of(PostgresVersion.underTest())
          .with("synchronous_commit", "on")
          .with("wal_level", "replica")
          .with("max_wal_senders", "2");

  private final Logger logger = (Logger) LoggerFactory.getLogger(CommitWatch.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void attach() {
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCommitThatWaitsForAStandbyIsTold(boolean grouped) {
    Table table = Table.of("t", Column.of("n", Types.INT64));
    try (PostgresServer server = PostgresServer.start(OPTIONS);
        TestDatabase database = TestDatabase.create(server);
        StreamWriter writer =
            new StreamWriter(database, grouped ? GroupLimits.ORDINARY : GroupLimits.NONE)) {
      database.create(table);
      database.sql().execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
      database.sql().rows("SELECT pg_reload_conf()");

      List<CompletableFuture<Void>> outcomes = new ArrayList<>();
      try {
        // The server takes the setting over some time after it was told to.
        Await.until(
            StreamWriter.LIMIT,
            "the log tells of it",
            () -> {
              outcomes.add(writer.commit(record(table, row(1))));
              return isTold();
            });
      } finally {
        database.sql().execute("ALTER SYSTEM RESET synchronous_standby_names");
        database.sql().rows("SELECT pg_reload_conf()");
      }
      outcomes.forEach(StreamWriter::await);
    }
  }

  private boolean isTold() {
    return List.copyOf(log.list).stream()
        .anyMatch(event ->
            event.getLevel() == Level.WARN
                && event.getFormattedMessage().contains("table t: COMMIT is not answered after 5 s")
                && event.getFormattedMessage().contains("synchronous_standby_names"));
  }
}
