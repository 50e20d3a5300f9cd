package io.cqdestination.fuzz;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.logging.LoggedCopy;
import io.cqdestination.postgres.read.PostgresRowReader;
import io.cqdestination.postgres.type.StoredTableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of a server that means harm, or speaks another protocol: to the start of a session,
 * to a question, to COPY FROM and to COPY TO. The first byte chooses the settings.
 */
public final class ServerAnswerFuzzer {
  static {
    // The fuzzer turns assertions on, and the driver's are off where it is used.
    ServerAnswerFuzzer.class.getClassLoader().setPackageAssertionStatus("org.postgresql", false);
  }

  private static final WatchedLog LOG = WatchedLog.ofProcess();
  private static final FakePostgres SERVER = FakePostgres.start();
  private static final ClientEnvironment NOWHERE =
      new ClientEnvironment(Map.of(), Optional.empty(), Optional.of("nobody"), List.of());
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(2);
  private static final List<String> SETTINGS =
      List.of(
          "sslmode=disable",
          "sslmode=prefer",
          "sslmode=require",
          "sslmode=disable target_session_attrs=read-write");
  private static final Table TABLE =
      Table.of(
          "t",
          Column.of("id", new ColumnType.IntegerType(64, true)),
          Column.of("text", new ColumnType.TextType(false)),
          Column.of("number", new ColumnType.DecimalType(128, 38, 2)),
          Column.of("time", new ColumnType.TimestampType(TimeUnit.MICROSECOND, "UTC")),
          Column.of("address", new ColumnType.InetType()),
          Column.of("json", new ColumnType.JsonType()),
          Column.of(
              "list",
              new ColumnType.ListType(
                  Column.of("item", new ColumnType.TextType(false)),
                  new ListLayout.Offsets(false))));
  private static final StoredTableMapping MAPPING =
      new StoredTableMapping(new PostgresDialect(18), ObjectNames.USUAL_LIMIT, false);
  private static final StoredTable STORED = MAPPING.stored(TABLE);
  private static final byte[] ROWS = new byte[64];

  private ServerAnswerFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (input.length == 0 || Secret.isKnown(input)) {
      return;
    }
    SERVER.answer(Arrays.copyOfRange(input, 1, input.length));
    PostgresDataSource source =
        PostgresDataSource.of(
            "%s user=jack password=%s dbname=d connect_timeout=2 %s"
                .formatted(
                    SERVER.address(),
                    Secret.PASSWORD,
                    SETTINGS.get(Math.floorMod(input[0] - '0', SETTINGS.size()))),
            NOWHERE,
            SILENCE_LIMIT);
    MemoryLimit.hold(() -> use(source));
    LOG.check();
  }

  private static void use(PostgresDataSource source) {
    try (Connection connection = source.getConnection()) {
      attempt(() -> DatabaseFacts.read(connection));
      attempt(() ->
          LoggedCopy.send(
              connection, "COPY t FROM STDIN", sink -> sink.write(ROWS, 0, ROWS.length)));
      attempt(() -> reader(connection).read(TABLE, BatchText::of));
    } catch (SQLException refused) {
      Secret.checkAbsent(refused);
    }
  }

  private static PostgresRowReader reader(Connection connection) {
    return new PostgresRowReader(
        "public", MAPPING, _ -> Map.of(STORED.name(), STORED), () -> connection);
  }

  private interface Step {
    void run() throws SQLException;
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (SQLException | DestinationException refused) {
      Secret.checkAbsent(refused);
    } catch (RuntimeException fault) {
      checkIsOfDriver(fault);
    }
  }

  /** The driver takes some of what it is sent for granted; the call ends with what it throws. */
  private static void checkIsOfDriver(RuntimeException fault) {
    Secret.checkAbsent(fault);
    for (StackTraceElement place : fault.getStackTrace()) {
      if (!place.getClassName().startsWith("java.") && !place.getClassName().startsWith("jdk.")) {
        if (place.getClassName().startsWith("org.postgresql.")) {
          return;
        }
        throw fault;
      }
    }
    throw fault;
  }
}
