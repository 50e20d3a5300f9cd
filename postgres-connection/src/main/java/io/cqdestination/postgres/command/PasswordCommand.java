package io.cqdestination.postgres.command;

import io.cqdestination.postgres.connection.Login;
import io.cqdestination.postgres.connection.PasswordFailure;
import io.cqdestination.postgres.connection.PasswordIssuer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that a program prints, such as {@code pass show db} or {@code az account
 * get-access-token}: the first line of its output. It is run without a shell and without input, by
 * one thread at a time, and its answer serves every connection until it is too old or a server
 * rejects it. Thread-safe.
 */
public final class PasswordCommand implements PasswordIssuer {
  private static final Duration RUN_LIMIT = Duration.ofSeconds(30);

  private final List<String> words;
  private final Duration lifetime;
  private final Duration runLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Answer last;

  private record Answer(String password, long moment) {}

  /**
   * @param words the program and its arguments, at least one word
   * @param lifetime how long an answer is used for new connections
   */
  public PasswordCommand(List<String> words, Duration lifetime) {
    this(words, lifetime, RUN_LIMIT);
  }

  /**
   * @param runLimit how long the program may take
   */
  PasswordCommand(List<String> words, Duration lifetime, Duration runLimit) {
    this.words = List.copyOf(words);
    this.lifetime = lifetime;
    this.runLimit = runLimit;
  }

  @Override
  public String issue(Login login) throws SQLException {
    lock.lock();
    try {
      Answer answer = last;
      if (answer == null || System.nanoTime() - answer.moment() >= lifetime.toNanos()) {
        answer = new Answer(run(), System.nanoTime());
        last = answer;
      }
      return answer.password();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void rejected(String password) {
    lock.lock();
    try {
      if (last != null && last.password().equals(password)) {
        last = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private String run() throws SQLException {
    CommandRun run;
    try {
      run = CommandRun.of(words, runLimit);
    } catch (IOException e) {
      throw PasswordFailure.lasting("password_command: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PasswordFailure.passing("password_command was interrupted", e);
    }
    if (run.isOverdue()) {
      throw PasswordFailure.passing(
          "password_command did not end within %d s%s"
              .formatted(runLimit.toSeconds(), run.complaint()),
          null);
    }
    if (run.status() != 0) {
      throw PasswordFailure.passing(
          "password_command ended with status %d%s".formatted(run.status(), run.complaint()), null);
    }
    String password = run.firstLine();
    if (password.isEmpty() || password.indexOf('\0') >= 0) {
      throw PasswordFailure.lasting(
          "password_command printed no password in its first line" + run.complaint(), null);
    }
    return password;
  }

  /** Without the words, which may hold a secret. */
  @Override
  public String toString() {
    return "PasswordCommand";
  }
}
