package io.cqdestination.app.assembly;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.grpc.service.PluginInfo;
import io.cqdestination.grpc.service.PluginServices;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A Write that fails, as the CLI meets it at the end of a sync: with hundreds of deletions of stale
 * rows behind. Each of them has to be taken, as the CLI shows a bare EOF where one is not.
 */
class FailedWriteTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int DELETIONS = 500;
  private static final SampleTable TABLE =
      new SampleTable("orders").column("amount", SampleTypes.int64());

  @TempDir private Path folder;

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.cqdestination.grpc");
  private final ErrorLines errors = new ErrorLines();
  private Database database;
  private PluginServer plugin;
  private PluginClient client;

  /** The messages of the log at level error. */
  private static final class ErrorLines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel() == Level.ERROR) {
        messages.add(event.getFormattedMessage());
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    errors.start();
    logger.addAppender(errors);
    database = PostgresServer.shared().create();
    Path socket = folder.resolve("plugin.sock");
    plugin =
        new PluginServer(
            UnixDomainSocketAddress.of(socket),
            new PluginServices(
                new PluginInfo("postgresql", "1.2.3"),
                DaggerPluginComponent.factory().create(SyncMeter.NONE).destinationFactory()));
    plugin.start();
    client = PluginClient.unix(socket);
    init(database);
  }

  private void init(Database into) {
    client.init(
        "{\"connection_string\": \"%s\", \"batch_size\": 1, \"retry_timeout\": \"1s\"}"
            .formatted(into.connectionString()));
  }

  @AfterEach
  void stop() {
    client.close();
    plugin.close();
    database.close();
    logger.detachAppender(errors);
  }

  @Test
  void a_refused_migration_is_told_behind_hundreds_of_deletions() {
    database.execute("CREATE TABLE orders (amount text)");
    WriteStream write = client.openWrite();
    write.send(WriteMessages.migrate(TABLE));
    insert(write);

    assertToldInFull(write, Status.Code.FAILED_PRECONDITION, "orders", "amount", "bigint");
  }

  @Test
  void a_refused_row_is_told_behind_hundreds_of_deletions() {
    client.write(WriteMessages.migrate(TABLE));
    database.execute("ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0)");
    WriteStream write = client.openWrite();
    insert(write);

    assertToldInFull(write, Status.Code.FAILED_PRECONDITION, "table orders", "positive");
  }

  @Test
  void a_lost_server_is_told_behind_hundreds_of_deletions() {
    try (PostgresServer server = PostgresServer.start()) {
      init(server.create());
      client.write(WriteMessages.migrate(TABLE));
      WriteStream write = client.openWrite();
      server.kill();
      insert(write);

      assertToldInFull(write, Status.Code.UNAVAILABLE, "given up", "Connection refused");
    }
  }

  private static void insert(WriteStream write) {
    write.send(WriteMessages.insert(TABLE, row(0L)));
  }

  private void assertToldInFull(WriteStream write, Status.Code code, String... words) {
    Await.until(LIMIT, "the log tells of the failure", () -> !errors.messages.isEmpty());
    for (int i = 0; i < DELETIONS; i++) {
      assertThat(write.hasEnded()).as("the call is over before deletion %d", i).isFalse();
      write.send(WriteMessages.deleteStale("orders", "source", Instant.EPOCH));
    }

    Status status = catchThrowableOfType(StatusRuntimeException.class, write::finish).getStatus();

    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDescription()).contains(words);
    assertThat(List.copyOf(errors.messages))
        .singleElement()
        .satisfies(line -> assertThat(line).contains(words).contains("orders"));
  }
}
