package io.cqdestination.postgres.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cqdestination.postgres.connection.ConnectionFailure;
import io.cqdestination.postgres.connection.ConnectionFailureCode;
import io.cqdestination.postgres.connection.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCommandTest {
  private static final Login LOGIN = new Login("jack", "db.example", 5432);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path folder;

  private static PasswordCommand shell(String script, Duration lifetime) {
    return new PasswordCommand(List.of("sh", "-c", script), lifetime);
  }

  /** Prints how often it was run, after doing so. */
  private PasswordCommand counting(Duration lifetime) {
    return shell("cd %s; echo run >>runs; echo $(wc -l <runs)".formatted(folder), lifetime);
  }

  private long runs() throws IOException {
    return Files.readAllLines(folder.resolve("runs")).size();
  }

  @ParameterizedTest
  @CsvSource({
    "echo secret,secret",
    "printf secret,secret",
    "printf 'se cret\\r\\nmore\\n','se cret'",
    "printf ' blanks \\n',' blanks '",
    "printf 'ünïcödé\\n',ünïcödé",
    "cat; echo without input,without input",
    "echo first; head -c 1000000 /dev/zero,first",
    "echo first; sleep 100 & ,first",
  })
  void the_first_line_is_the_password(String script, String password) throws SQLException {
    assertThat(shell(script, LONG).issue(LOGIN)).isEqualTo(password);
  }

  @Test
  void what_is_written_last_is_read_too() throws SQLException {
    PasswordCommand command = shell("echo last", Duration.ofNanos(1));
    for (int i = 0; i < 100; i++) {
      assertThat(command.issue(LOGIN)).isEqualTo("last");
    }
  }

  @Test
  void no_shell_sees_the_words() throws SQLException {
    PasswordCommand command =
        new PasswordCommand(List.of("printf", "%s", "$HOME; a  b '\"*"), LONG);

    assertThat(command.issue(LOGIN)).isEqualTo("$HOME; a  b '\"*");
  }

  @Test
  void an_answer_serves_until_it_is_too_old() throws Exception {
    PasswordCommand kept = counting(LONG);
    assertThat(List.of(kept.issue(LOGIN), kept.issue(LOGIN))).containsExactly("1", "1");

    PasswordCommand fresh = counting(Duration.ofNanos(1));
    assertThat(List.of(fresh.issue(LOGIN), fresh.issue(LOGIN))).containsExactly("2", "3");
    assertThat(runs()).isEqualTo(3);
  }

  @Test
  void an_answer_that_was_rejected_is_asked_for_again_once_for_all() throws Exception {
    PasswordCommand command = counting(LONG);
    String first = command.issue(LOGIN);
    command.rejected(first);
    assertThat(command.issue(LOGIN)).isEqualTo("2");

    command.rejected(first);
    assertThat(command.issue(LOGIN)).as("another connection came to renew it first").isEqualTo("2");
  }

  @Test
  void a_failure_is_not_kept() throws Exception {
    PasswordCommand command =
        shell(
            "cd %s; [ -e there ] && echo secret || { touch there; exit 3; }".formatted(folder),
            LONG);
    assertThatThrownBy(() -> command.issue(LOGIN)).hasMessageContaining("status 3");

    assertThat(command.issue(LOGIN)).isEqualTo("secret");
  }

  @Test
  void a_failure_is_told_with_what_the_command_complains_of_and_never_its_output() {
    assertThatThrownBy(() ->
            shell("echo Zq7canary; echo 'vault: Zq7canary is sealed' >&2; exit 2", LONG)
                .issue(LOGIN))
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure -> assertThat(ConnectionFailure.isMistake(failure)).isFalse())
        .extracting(SQLException::getMessage)
        .isEqualTo("password_command ended with status 2: vault: (hidden) is sealed");
  }

  @Test
  void a_long_complaint_is_cut() {
    assertThatThrownBy(
            () -> shell("head -c 100000 /dev/zero | tr '\\0' x >&2; exit 1", LONG).issue(LOGIN))
        .satisfies(
            failure -> assertThat(failure.getMessage()).hasSizeLessThan(600).endsWith("xx…"));
  }

  @Test
  void one_that_takes_too_long_is_ended_with_what_it_started() {
    PasswordCommand command =
        new PasswordCommand(
            List.of("sh", "-c", "echo waiting >&2; echo Zq7canary; sleep 1000; echo late"),
            LONG,
            SHORT);

    assertThatThrownBy(() -> command.issue(LOGIN))
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure ->
            assertThat(ConnectionFailure.of(failure).code())
                .isEqualTo(ConnectionFailureCode.CONN_FAILED))
        .extracting(SQLException::getMessage)
        .asString()
        .startsWith("password_command did not end within")
        .doesNotContain("canary");
    assertThat(ProcessHandle.current().descendants()).noneMatch(PasswordCommandTest::isSleep);
  }

  private static boolean isSleep(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains("sleep 1000")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "echo", "printf '\\nsecond\\n'", "printf 'a\\000b\\n'"})
  void without_a_password_it_is_a_mistake(String script) {
    assertMistake(shell(script, LONG), "printed no password in its first line");
  }

  @Test
  void a_program_that_is_not_there_is_a_mistake_that_shows_no_argument() {
    assertMistake(
        new PasswordCommand(List.of("/nowhere/pass", "Zq7canary"), LONG), "/nowhere/pass");
  }

  private static void assertMistake(PasswordCommand command, String words) {
    assertThatThrownBy(() -> command.issue(LOGIN))
        .hasMessageContaining(words)
        .hasMessageNotContaining("canary")
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure -> assertThat(ConnectionFailure.isMistake(failure)).isTrue())
        .satisfies(failure ->
            assertThat(ConnectionFailure.of(failure).code())
                .isEqualTo(ConnectionFailureCode.AUTH_FAILED));
  }

  @Test
  void an_interrupted_thread_waits_no_longer() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> shell("sleep 1000", LONG).issue(LOGIN))
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void the_text_form_shows_no_word() {
    assertThat(shell("Zq7canary", LONG).toString()).doesNotContain("canary");
  }
}
