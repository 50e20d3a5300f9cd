package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.command.PasswordCommand;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import io.cqdestination.postgres.connection.tls.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords that are issued for each connection, with a server that checks them. */
class IssuedPasswordsTest {
  private final PostgresServer server = PostgresServer.shared();
  private final List<Login> asked = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();

  /** Issues one password after the other; the last one stays. */
  private PasswordIssuer issuer(Deque<String> passwords) {
    return new PasswordIssuer() {
      @Override
      public String issue(Login login) {
        asked.add(login);
        return passwords.size() == 1 ? passwords.getFirst() : passwords.removeFirst();
      }

      @Override
      public void rejected(String password) {
        rejected.add(password);
      }
    };
  }

  private PasswordIssuer issuer(String... passwords) {
    return issuer(new ArrayDeque<>(List.of(passwords)));
  }

  private String string(String more) {
    return "host=127.0.0.1 port=%d user=postgres dbname=postgres %s".formatted(server.port(), more);
  }

  private PostgresDataSource database(String more, PasswordIssuer issuer) {
    return PostgresDataSource.of(string(more), Connecting.surroundings(), issuer);
  }

  @Test
  void each_connection_gets_one_of_its_own() throws SQLException {
    PostgresDataSource database = database("", issuer(server.password()));
    try (Connection first = database.getConnection();
        Connection second = database.getConnection()) {
      assertThat(Connecting.ask(first, "select pg_backend_pid()"))
          .isNotEqualTo(Connecting.ask(second, "select pg_backend_pid()"));
    }

    Login login = new Login("postgres", "127.0.0.1", server.port());
    assertThat(asked).containsExactly(login, login);
  }

  @Test
  void it_counts_and_not_the_one_of_the_connection_string() throws SQLException {
    PostgresDataSource database = database("password=wrong", issuer(server.password()));

    assertThat(database.hasPassword()).isTrue();
    assertThatCode(() -> database.getConnection().close()).doesNotThrowAnyException();
  }

  @Test
  void one_that_is_rejected_is_replaced_once() throws SQLException {
    database("", issuer("expired", server.password())).getConnection().close();

    assertThat(rejected).containsExactly("expired");
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sslmode=disable", "sslmode=prefer", "sslmode=allow"})
  void a_second_rejection_is_final_and_in_the_servers_words(String mode) {
    PasswordIssuer issuer = issuer("expired", "wrong", server.password());

    assertThatThrownBy(() -> database(mode, issuer).getConnection())
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContainingAny("expired", "wrong");
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_password_may_change_while_sessions_are_open(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("password");
    PasswordCommand command =
        new PasswordCommand(List.of("cat", file.toString()), Duration.ofHours(1));
    PostgresDataSource database = database("user=rotating", command);
    server.administration().execute("create role rotating login password 'before'");
    Files.writeString(file, "before");
    try (Connection older = database.getConnection()) {
      server.administration().execute("alter role rotating password 'after'");
      Files.writeString(file, "after");
      try (Connection newer = database.getConnection()) {
        assertThat(Connecting.ask(newer, "select 1")).isEqualTo("1");
      }
      assertThat(Connecting.ask(older, "select 1")).isEqualTo("1");
    } finally {
      server.administration().execute("drop role rotating");
    }
  }

  @Test
  void why_there_is_none_is_told_and_nothing_is_connected_to() throws IOException {
    try (FakeServer fake = FakeServer.blackHole()) {
      PasswordIssuer none =
          _ -> {
            throw new SQLException("no token today", "08001");
          };
      PostgresDataSource database =
          PostgresDataSource.of(
              "host=127.0.0.1 user=jack port=" + fake.port(), Connecting.surroundings(), none);

      assertThatThrownBy(database::getConnection).hasMessage("no token today");
      assertThat(fake.accepted()).isZero();
    }
  }

  private static PasswordIssuer token() {
    return new PasswordIssuer() {
      @Override
      public String issue(Login login) {
        return "token";
      }

      @Override
      public Optional<String> needsTls() {
        return Optional.of("aws_iam_auth");
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "'',REQUIRE",
    "sslmode=allow,REQUIRE",
    "sslmode=prefer,REQUIRE",
    "sslmode=require,REQUIRE",
    "sslmode=verify-full,VERIFY_FULL"
  })
  void what_needs_tls_gets_it_where_sslmode_leaves_it_open(String mode, SslMode expected) {
    ConnectionSettings settings =
        ConnectionSettings.parse("host=h " + mode, Connecting.surroundings(), token().needsTls());

    assertThat(settings.tls().mode()).isEqualTo(expected);
  }

  @Test
  void a_token_is_not_sent_to_a_server_without_tls() {
    assertThatThrownBy(() -> database("", token()).getConnection())
        .hasMessageContaining("does not offer TLS");
  }

  @ParameterizedTest
  @CsvSource({
    "host=h sslmode=disable,'sslmode (connection string, character 8) allows no TLS, which"
        + " aws_iam_auth needs'",
    "host=/tmp,'connection string: a unix socket has no TLS, which aws_iam_auth needs'",
    "'host=h,/tmp','connection string: a unix socket has no TLS, which aws_iam_auth needs'"
  })
  void what_needs_tls_refuses_what_has_none(String string, String words) {
    assertThatThrownBy(() -> PostgresDataSource.of(string, Connecting.surroundings(), token()))
        .isInstanceOf(InvalidConnectionString.class)
        .hasMessage(words);
  }
}
