package io.cqdestination.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcFailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08S01", "40001", "40P01", "53300", "57P01"})
  void mayPass(String state) {
    assertThat(JdbcFailures.isTransient(new SQLException("", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "23505", "28P01", "40002", "42601", "57014"})
  void last(String state) {
    assertThat(JdbcFailures.isTransient(new SQLException("", state))).isFalse();
    assertThat(JdbcFailures.isTransient(new SQLTransientConnectionException("", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "40003", "57P01"})
  void leaveACommitOpen(String state) {
    assertThat(JdbcFailures.leavesOutcomeOpen(new SQLException("", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "23505", "53300"})
  void endACommit(String state) {
    assertThat(JdbcFailures.leavesOutcomeOpen(new SQLException("", state))).isFalse();
    assertThat(JdbcFailures.leavesOutcomeOpen(new SQLRecoverableException("", state))).isTrue();
  }

  @Test
  void sayNothingWithoutAState() {
    assertThat(JdbcFailures.isTransient(new SQLException("somehow"))).isFalse();
    assertThat(JdbcFailures.leavesOutcomeOpen(new SQLException("somehow"))).isFalse();
  }
}
