package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.postgres.connection.ConnectionStringCase.Attempt;
import io.cqdestination.postgres.connection.ConnectionStringCase.Outcome;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import io.cqdestination.postgres.connection.tls.SslMode.Encryption;
import io.cqdestination.postgres.connection.tls.TlsSettings;
import io.cqdestination.postgres.connection.tls.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every string of the table is read as pgx reads it. */
class ConnectionStringTableTest {
  private static final String DEFAULT_HOST = "<default>";

  @TempDir static Path socketFolder;

  @BeforeAll
  static void putSockets() throws IOException {
    for (int port : new int[] {5432, 5433, 6000, 1, 2, 3}) {
      Files.createFile(socketFolder.resolve(Host.UnixSocket.fileName(port)));
    }
  }

  static Stream<ConnectionStringCase> sameAsPgx() {
    return ConnectionStringCase.all().filter(row -> row.differs() == null);
  }

  @ParameterizedTest
  @MethodSource("sameAsPgx")
  void isReadAsPgxReadsIt(ConnectionStringCase row) {
    Outcome expected = row.pgx();
    if (expected == null) {
      assertThatThrownBy(() -> parse(row, socketFolder))
          .isInstanceOf(InvalidConnectionString.class);
      return;
    }
    ConnectionSettings settings = parse(row, socketFolder);
    assertThat(attempts(settings)).isEqualTo(expected.attempts());
    assertThat(settings.user()).isEqualTo(expected.user());
    assertThat(settings.database())
        .isEqualTo(expected.database().isEmpty() ? expected.user() : expected.database());
    assertThat(settings.passwordOf(settings.hosts().getFirst()).orElse(""))
        .isEqualTo(expected.password());
    assertThat(settings.connectTimeout()).hasSeconds(expected.connectSeconds());
    assertThat(settings.runtimeParameters()).isEqualTo(expected.runtime());
    assertThat(settings.targetSessionAttributes() != TargetSessionAttributes.ANY)
        .isEqualTo(expected.validated());
    assertThat(settings.pool().maxConnections().orElse(0)).isEqualTo(expected.maxConnections());
  }

  @Test
  void theTableIsLargeEnoughToMeanSomething() {
    assertThat(sameAsPgx()).hasSizeGreaterThan(200);
  }

  static ConnectionSettings parse(ConnectionStringCase row, Path... socketFolders) {
    Map<String, String> variables = new HashMap<>();
    Map<String, String> given = row.environment();
    if (given != null) {
      given.forEach((name, value) -> variables.put(name, ConnectionStringCase.inFolder(value)));
    }
    return ConnectionSettings.parse(
        ConnectionStringCase.inFolder(row.string()),
        new ClientEnvironment(
            variables, Optional.empty(), Optional.of("<os user>"), List.of(socketFolders)));
  }

  private static List<Attempt> attempts(ConnectionSettings settings) {
    List<Attempt> attempts = new ArrayList<>();
    for (Host host : settings.hosts()) {
      switch (host) {
        case Host.UnixSocket socket ->
            attempts.add(
                new Attempt(
                    socket.folder().equals(socketFolder.toString())
                        ? DEFAULT_HOST
                        : socket.folder(),
                    socket.port(),
                    "none",
                    null));
        case Host.Network server -> {
          for (Encryption encryption : settings.tls().mode().attempts()) {
            attempts.add(attempt(server, settings.tls(), encryption));
          }
        }
      }
    }
    return attempts;
  }

  private static Attempt attempt(Host.Network server, TlsSettings tls, Encryption encryption) {
    if (encryption == Encryption.NONE) {
      return new Attempt(server.name(), server.port(), "none", null);
    }
    String verified =
        tls.verification() == Verification.NONE
            ? "unverified"
            : tls.verification().name().toLowerCase(Locale.ROOT).replace('_', '-');
    boolean named =
        tls.verification() == Verification.AUTHORITY_AND_NAME
            || (tls.sendsServerName() && !server.name().matches("[0-9.]+|.*:.*"));
    return new Attempt(server.name(), server.port(), verified, named ? server.name() : null);
  }
}
