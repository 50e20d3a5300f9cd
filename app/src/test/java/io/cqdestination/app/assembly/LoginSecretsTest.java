package io.cqdestination.app.assembly;

import static io.cqdestination.app.login.LoginServers.HOLDER;
import static io.cqdestination.app.login.LoginServers.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cqdestination.app.login.LoginServers;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.ConnectionTestResult.Usable;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.runtime.logging.LogFormat;
import io.cqdestination.runtime.logging.Logging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Passwords, tokens and keys that are had while connecting: none is in a line of the log at its
 * most talkative, nor in a failure.
 */
class LoginSecretsTest {
  private static LoginServers servers;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> said = new ArrayList<>();
  private final DestinationFactory destinations =
      DaggerPluginComponent.factory().create(SyncMeter.NONE).destinationFactory();

  @BeforeAll
  static void start() throws IOException {
    servers = new LoginServers(UnaryOperator.identity(), "");
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void listen() {
    Logging.start(LogFormat.TEXT, Level.TRACE, List.of("software.amazon"));
    log.start();
    root().addAppender(log);
    System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
    System.setProperty("aws.secretAccessKey", "Zq7canary-of-aws");
    System.setProperty("aws.sessionToken", "Zq7canary-session-of-aws");
  }

  @AfterEach
  void fallSilent() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    System.clearProperty("aws.sessionToken");
    ((LoggerContext) root().getLoggerContext()).reset();
    root().setLevel(Level.WARN);
  }

  private static Logger root() {
    return (Logger) org.slf4j.LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  /** Whether the database can be used; keeps what is said of it. */
  private boolean use(ObjectNode spec) {
    byte[] json = spec.toString().getBytes(StandardCharsets.UTF_8);
    said.add(destinations.test(json).toString());
    try {
      destinations.open(json).close();
      return destinations.test(json) instanceof Usable;
    } catch (DestinationException failure) {
      keep(failure);
      return false;
    }
  }

  private void keep(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      said.add(cause.toString());
      for (Throwable suppressed : cause.getSuppressed()) {
        keep(suppressed);
      }
    }
  }

  @Test
  void nothing_of_them_is_told() {
    assertThat(use(servers.lakebase(HOLDER))).isTrue();
    assertThat(use(servers.command("echo " + TOKEN))).isTrue();
    assertThat(use(servers.lakebase("postgres"))).as("a token for somebody else").isFalse();
    assertThat(use(servers.rds())).as("a token that the server does not take").isFalse();
    assertThat(use(servers.command("echo Zq7canary-wrong"))).isFalse();
    assertThat(use(servers.command("echo Zq7canary; echo Zq7canary >&2; exit 1"))).isFalse();

    for (ILoggingEvent event : log.list) {
      said.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
      if (event.getThrowableProxy() != null) {
        said.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    assertThat(said).as("what the driver sends is told").anyMatch(line -> line.contains("FE=>"));
    assertThat(said).noneMatch(line -> line.contains("canary") || line.contains("X-Amz-Signature"));
  }
}
