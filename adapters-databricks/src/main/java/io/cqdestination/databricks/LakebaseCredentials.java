package io.cqdestination.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import io.cqdestination.postgres.connection.Login;
import io.cqdestination.postgres.connection.PasswordFailure;
import io.cqdestination.postgres.connection.PasswordIssuer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A credential for each connection, which lives for an hour at most. It is had with an access token
 * (OAuth, machine to machine), which is kept until it expires or is not taken. Thread-safe.
 */
public final class LakebaseCredentials implements PasswordIssuer {
  private static final String KEY = "lakebase";
  private static final int NOT_AUTHENTICATED = 401;

  private final LakebaseLogin login;
  private final WorkspaceApi api;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable AccessToken token;

  /** Connects to nothing yet. */
  public LakebaseCredentials(LakebaseLogin login) {
    this(login, new WorkspaceApi(login.workspace()));
  }

  LakebaseCredentials(LakebaseLogin login, WorkspaceApi api) {
    this.login = login;
    this.api = api;
  }

  @Override
  public String issue(Login connection) throws SQLException {
    try {
      try {
        return credential();
      } catch (RefusedCall refused) {
        if (refused.status() != NOT_AUTHENTICATED || !forgetToken()) {
          throw refused;
        }
        return credential();
      }
    } catch (RefusedCall refused) {
      String message = KEY + ": " + withoutSecrets(refused.getMessage());
      throw refused.mayPass()
          ? PasswordFailure.passing(message, refused)
          : PasswordFailure.lasting(message, refused);
    } catch (IOException failure) {
      throw PasswordFailure.passing(
          "%s: no answer from %s: %s".formatted(KEY, login.workspace(), failure.getMessage()),
          failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw PasswordFailure.passing(KEY + " was interrupted", failure);
    }
  }

  private String credential() throws IOException, InterruptedException {
    JsonNode answer = api.credential(accessToken(), login.endpoint());
    return text(answer, "token");
  }

  private String accessToken() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      AccessToken current = token;
      if (current == null || current.isExpiring()) {
        JsonNode answer = api.accessToken(login.clientId(), login.clientSecret());
        current = AccessToken.of(text(answer, "access_token"), answer.path("expires_in").asLong());
        token = current;
      }
      return current.text();
    } finally {
      lock.unlock();
    }
  }

  private static String text(JsonNode answer, String key) throws RefusedCall {
    String text = answer.path(key).asText("");
    if (text.isEmpty()) {
      throw new RefusedCall(RefusedCall.NO_STATUS, "the answer has no " + key);
    }
    return text;
  }

  /** Whether there was one. */
  private boolean forgetToken() {
    lock.lock();
    try {
      boolean had = token != null;
      token = null;
      return had;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void rejected(String password) {
    forgetToken();
  }

  @Override
  public Optional<String> needsTls() {
    return Optional.of(KEY);
  }

  private String withoutSecrets(String words) {
    AccessToken current = token;
    String shown = words.replace(login.clientSecret(), "(hidden)");
    return current == null ? shown : shown.replace(current.text(), "(hidden)");
  }

  @Override
  public String toString() {
    return "LakebaseCredentials[" + login + "]";
  }
}
