package io.cqdestination.app.spec;

import io.cqdestination.aws.RdsLogin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** {@code aws_iam_auth}: tokens that Amazon RDS takes. */
  record Rds(RdsLogin login) implements LoginSpec {
    @Override
    public String key() {
      return LoginSpecReader.AWS_IAM_AUTH;
    }
  }

  /**
   * {@code lakebase}: credentials that Databricks Lakebase takes. What is not given is looked for
   * in the environment. Its text form holds no secret.
   *
   * @param endpoint {@code projects/…/branches/…/endpoints/…}
   * @param host the workspace
   */
  record Lakebase(
      String endpoint,
      Optional<String> host,
      Optional<String> clientId,
      Optional<String> clientSecret)
      implements LoginSpec {
    @Override
    public String key() {
      return LoginSpecReader.LAKEBASE;
    }

    @Override
    public String toString() {
      return "Lakebase[%s]".formatted(endpoint);
    }
  }
}
