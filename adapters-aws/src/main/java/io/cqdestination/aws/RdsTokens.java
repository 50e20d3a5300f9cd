package io.cqdestination.aws;

import io.cqdestination.postgres.connection.Login;
import io.cqdestination.postgres.connection.PasswordFailure;
import io.cqdestination.postgres.connection.PasswordIssuer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/**
 * A token for each connection, signed with the credentials of the moment; nothing is sent for it
 * but what renews these. Thread-safe.
 */
public final class RdsTokens implements PasswordIssuer {
  private static final String KEY = "aws_iam_auth";
  private static final int SERVER_FAULT = 500;

  private final RdsLogin login;
  private final Credentials credentials;
  private final Clock clock;

  /** Reads no credentials yet. */
  public RdsTokens(RdsLogin login) {
    this(login, Clock.systemUTC(), UnaryOperator.identity());
  }

  /**
   * @param clock the time that tokens are signed at
   * @param sts what else the client that assumes a role is to be told
   */
  RdsTokens(RdsLogin login, Clock clock, UnaryOperator<StsClientBuilder> sts) {
    this.login = login;
    this.credentials = new Credentials(login, sts);
    this.clock = clock;
  }

  @Override
  public String issue(Login connection) throws SQLException {
    try {
      AwsCredentialsProvider provider = credentials.provider();
      TokenSigner signer =
          new TokenSigner(credentials.region(), provider.resolveCredentials(), clock);
      return signer.sign(RdsEndpoint.of(login.endpoint(), connection), connection.user());
    } catch (SdkException failure) {
      throw explained(failure);
    }
  }

  @Override
  public Optional<String> needsTls() {
    return Optional.of(KEY);
  }

  private static SQLException explained(SdkException failure) {
    String message = KEY + ": " + words(failure);
    return isPassing(failure)
        ? PasswordFailure.passing(message, failure)
        : PasswordFailure.lasting(message, failure);
  }

  private static String words(SdkException failure) {
    return failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? "%s: %s"
            .formatted(
                answer.awsErrorDetails().errorCode(), answer.awsErrorDetails().errorMessage())
        : Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }

  private static boolean isPassing(SdkException failure) {
    return failure instanceof AwsServiceException answer
        ? answer.statusCode() >= SERVER_FAULT || answer.isThrottlingException()
        : failure instanceof AbortedException || failure.getCause() instanceof IOException;
  }

  @Override
  public String toString() {
    return "RdsTokens[" + login + "]";
  }
}
