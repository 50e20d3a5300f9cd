package io.cqdestination.postgres.connection;

import static io.cqdestination.postgres.connection.Connecting.ask;
import static io.cqdestination.postgres.connection.Connecting.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionOpenerTest {
  private static Database database;

  @BeforeAll
  static void createDatabase() {
    database = PostgresServer.shared().create();
  }

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  @Test
  void sessionsRunInUtcInAutocommitMode() throws SQLException {
    try (Connection connection = connect(database.connectionString())) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(ask(connection, "SHOW TimeZone")).isEqualTo("UTC");
    }
  }

  @Test
  void sessionsRunInUtcWhateverTheMachineAndTheUserSay() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    try {
      assertThat(ask(database.connectionString() + "&TimeZone=Europe/Berlin", "SHOW TimeZone"))
          .isEqualTo("UTC");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void sessionsCarryOurNameUnlessTheUserGivesOne() throws SQLException {
    String question = "SHOW application_name";
    assertThat(ask(database.connectionString(), question))
        .isEqualTo("cloudquery-destination-postgresql");
    assertThat(ask(database.connectionString() + "&application_name=mine", question))
        .isEqualTo("mine");
    assertThat(ask(database.connectionString() + "&fallback_application_name=other", question))
        .isEqualTo("other");
  }

  @Test
  void settingsOfTheUserReachTheServer() throws SQLException {
    String string =
        database.connectionString()
            + "&search_path=pg_catalog,public&statement_timeout=12345&lock_timeout=6s"
            + "&options=-c%20work_mem%3D4321kB";
    assertThat(ask(string, "SHOW search_path")).isEqualTo("pg_catalog,public");
    assertThat(ask(string, "SHOW statement_timeout")).isEqualTo("12345ms");
    assertThat(ask(string, "SHOW lock_timeout")).isEqualTo("6s");
    assertThat(ask(string, "SHOW work_mem")).isEqualTo("4321kB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two words",
        "back\\slash",
        "a\\ b",
        " around ",
        "it's \"quoted\"",
        "-c x=y",
        "ü\t"
      })
  void settingsKeepBlanksAndBackslashes(String value) throws SQLException {
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(ask(database.connectionString() + "&our.setting=" + encoded, "SHOW our.setting"))
        .isEqualTo(value);
  }

  @Test
  void whatTheDriverCannotDoWithoutStaysAsItIs() throws SQLException {
    String string =
        database.connectionString() + "&client_encoding=LATIN1&DateStyle=German&datestyle=SQL";
    assertThat(ask(string, "SHOW client_encoding")).isEqualTo("UTF8");
    assertThat(ask(string, "SHOW DateStyle")).startsWith("ISO");
  }

  @Test
  void noStatementIsEverPreparedOnTheServer() throws SQLException {
    try (Connection connection = connect(database.connectionString())) {
      connection.setAutoCommit(false);
      for (int round = 0; round < 20; round++) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?::int")) {
          statement.setInt(1, round);
          try (ResultSet result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
          }
        }
        connection.commit();
      }
      assertThat(ask(connection, "SELECT count(*) FROM pg_prepared_statements")).isEqualTo("0");
    }
  }

  @Test
  void hostsAreTriedInOrder() throws Exception {
    try (FakeServer blackHole = FakeServer.blackHole()) {
      int good = PostgresServer.shared().port();
      String string =
          "postgresql://postgres:%s@127.0.0.1:%d,no-such-host.invalid,127.0.0.1:1,127.0.0.1:%d/%s"
              .formatted(
                  PostgresServer.shared().password(), blackHole.port(), good, database.name());
      assertThat(ask(string + "?connect_timeout=1", "SELECT current_database()"))
          .isEqualTo(database.name());
    }
  }

  @Test
  void everyHostsFailureIsToldWhenNoneCanBeUsed() {
    assertThatThrownBy(() -> connect("postgresql://u:p@127.0.0.1:1,127.0.0.1:2/d"))
        .isInstanceOf(SQLException.class)
        .hasMessage(
            "cannot connect to 127.0.0.1:1: Connection refused;"
                + " cannot connect to 127.0.0.1:2: Connection refused");
  }

  @Test
  void aWrongPasswordIsNotTriedOnOtherHosts() {
    String string =
        "postgresql://postgres:wrong@127.0.0.1:%d,127.0.0.1:1/%s"
            .formatted(PostgresServer.shared().port(), database.name());
    assertThatThrownBy(() -> connect(string))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("28P01");
              assertThat(e.getSuppressed()).isEmpty();
            });
  }

  @Test
  void hostaddrIsWhereTheConnectionGoesAndHostIsOnlyItsName() throws SQLException {
    String string =
        "host=name.invalid hostaddr=127.0.0.1 port=%d user=postgres dbname=%s password=%s"
            .formatted(
                PostgresServer.shared().port(),
                database.name(),
                PostgresServer.shared().password());
    assertThat(ask(string, "SELECT 'here'")).isEqualTo("here");
  }

  @Test
  void loadBalancingSpreadsConnectionsOverHosts() throws Exception {
    try (FakeServer refusing = FakeServer.start(java.net.Socket::close)) {
      int good = PostgresServer.shared().port();
      String string =
          "postgresql://postgres:%s@127.0.0.1:%d,127.0.0.1:%d/%s?sslmode=disable"
              .formatted(
                  PostgresServer.shared().password(), good, refusing.port(), database.name());
      ConnectionSettings settings = Connecting.settings(string + "&load_balance_hosts=random");
      boolean otherCameFirst = false;
      for (int attempt = 0; attempt < 100 && !otherCameFirst; attempt++) {
        Connecting.opener(settings).connect().close();
        otherCameFirst = refusing.accepted() > 0;
      }
      assertThat(otherCameFirst).isTrue();
    }
  }

  @Test
  void aPasswordIsAskedForAtEachConnectionAndOnlyWhenTheServerWantsOne() throws SQLException {
    ConnectionSettings settings =
        Connecting.settings(
            "host=127.0.0.1 port=%d user=postgres dbname=%s sslmode=disable"
                .formatted(PostgresServer.shared().port(), database.name()));
    RecordingPasswords passwords = new RecordingPasswords();
    ConnectionOpener opener = Connecting.opener(settings, passwords);
    opener.connect().close();
    opener.connect().close();
    assertThat(passwords.asked()).isEqualTo(2);

    ConnectionSettings trusted = Connecting.settings(database.socketConnectionString());
    RecordingPasswords unneeded = new RecordingPasswords();
    Connecting.opener(trusted, unneeded).connect().close();
    assertThat(unneeded.asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " blanks around ",
        "tab\tand\nline",
        "it's \"quoted\" \\ back",
        "ünïcödé",
        "日本語",
        "😀",
        "\u05d0\u05d1\u05d2",
        "\u05d0mixed1",
        "soft\u00adhyphen",
        "bell\u0007",
        "unassigned\u0378",
        "\ufb01gure",
        "no\u00a0break",
        "%40@:/?#",
        "nul-free"
      })
  void everyPasswordTheServerTakesOpensASession(String password) throws SQLException {
    String literal = "U&'" + unicodeEscaped(password) + "'";
    database.execute("drop role if exists keeper");
    database.execute("create role keeper login password " + literal);
    String string =
        "postgresql://keeper:%s@127.0.0.1:%d/%s"
            .formatted(
                URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20"),
                PostgresServer.shared().port(),
                database.name());
    assertThat(ask(string, "SELECT current_user")).isEqualTo("keeper");
    database.execute("drop role keeper");
  }

  private static String unicodeEscaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(point -> escaped.append("\\+%06x".formatted(point)));
    return escaped.toString();
  }

  @Test
  void aPasswordThatCannotBeHadIsTheReasonGiven() {
    ConnectionOpener opener =
        Connecting.opener(
            Connecting.settings(database.connectionString()),
            (_, _) -> {
              throw new SQLException("the token service is down");
            });
    assertThatThrownBy(opener::connect)
        .hasMessage("the token service is down")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("28"));
  }
}
