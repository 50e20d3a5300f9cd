package io.cqdestination.databricks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The two calls of a workspace's API that lead to a database's credential. Each has a client of its
 * own, which leaves no thread behind. Sources: Databricks' documentation of OAuth for service
 * principals, and of its REST API, "Generate Database Credential". Thread-safe.
 */
final class WorkspaceApi {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 1 << 20;
  private static final int GOOD = 200;

  private final URI workspace;
  private final Duration limit;
  private final ObjectMapper mapper = new ObjectMapper();

  WorkspaceApi(URI workspace) {
    this(workspace, CALL_LIMIT);
  }

  /**
   * @param limit the time for one call, from the connection to the last byte of the answer
   */
  WorkspaceApi(URI workspace, Duration limit) {
    this.workspace = workspace;
    this.limit = limit;
  }

  /**
   * {@code {"access_token": …, "expires_in": seconds}}.
   *
   * @throws RefusedCall when the answer is another one
   */
  JsonNode accessToken(String clientId, String clientSecret)
      throws IOException, InterruptedException {
    byte[] pair = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
    return call(
        "/oidc/v1/token",
        "Basic " + Base64.getEncoder().encodeToString(pair),
        "application/x-www-form-urlencoded",
        "grant_type=client_credentials&scope=all-apis");
  }

  /**
   * {@code {"token": …, "expire_time": …}}.
   *
   * @throws RefusedCall when the answer is another one
   */
  JsonNode credential(String accessToken, String endpoint)
      throws IOException, InterruptedException {
    return call(
        "/api/2.0/postgres/credentials",
        "Bearer " + accessToken,
        "application/json",
        mapper.createObjectNode().put("endpoint", endpoint).toString());
  }

  private JsonNode call(String path, String authorization, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(workspace.resolve(path))
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> answer = send(request);
    JsonNode json = json(answer.body());
    if (answer.statusCode() != GOOD) {
      throw new RefusedCall(
          answer.statusCode(), path + " answered " + answer.statusCode() + words(json));
    }
    return json;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw (IOException) new InterruptedIOException("it took too long").initCause(late);
    } catch (ExecutionException failed) {
      Throwable cause = Optional.ofNullable(failed.getCause()).orElse(failed);
      throw new IOException(
          Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName()), cause);
    } finally {
      client.shutdownNow();
    }
  }

  /** What is no JSON has no words. */
  private JsonNode json(byte[] body) throws IOException {
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException e) {
      return mapper.missingNode();
    }
  }

  /** The API's own words, in its two ways to say them; empty where it has none. */
  private static String words(JsonNode json) {
    for (String key : new String[] {"message", "error_description", "error", "error_code"}) {
      String text = json.path(key).asText("");
      if (!text.isEmpty()) {
        return ": " + text;
      }
    }
    return "";
  }
}
