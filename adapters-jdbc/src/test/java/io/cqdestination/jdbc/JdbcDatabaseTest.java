package io.cqdestination.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class JdbcDatabaseTest {

  @Test
  void aWrongPasswordIsNoMatterOfTime() {
    assertThatThrownBy(() -> connect(new SQLException("wrong password", "28P01")))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("the place: wrong password");
  }

  @Test
  void aDatabaseOutOfReachIsUnavailable() {
    assertThatThrownBy(() -> connect(new SQLException("nobody is there", "08001")))
        .isInstanceOf(Unavailable.class)
        .hasMessage("the place: nobody is there");
  }

  private static Connection connect(SQLException failure) {
    return JdbcDatabase.connect(
        "the place",
        () -> {
          throw failure;
        },
        new PlainDialect());
  }
}
