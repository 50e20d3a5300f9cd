package io.cqdestination.app.spec;

import java.time.Duration;
import java.util.List;

/** Where new connections get their passwords from, other than the connection string. Immutable. */
public sealed interface LoginSpec {

  /** The key that says so. */
  String key();

  /**
   * {@code password_command}. Its text form holds no argument, which may be a secret.
   *
   * @param words the program and its arguments, at least one
   * @param lifetime {@code password_ttl}: how long an answer serves
   */
  record Command(List<String> words, Duration lifetime) implements LoginSpec {
    public Command {
      words = List.copyOf(words);
    }

    @Override
    public String key() {
      return LoginSpecReader.PASSWORD_COMMAND;
    }

    @Override
    public String toString() {
      return "Command[%s, lifetime=%s]".formatted(words.getFirst(), lifetime);
    }
  }
}
