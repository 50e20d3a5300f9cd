package io.cqdestination.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Sends single requests and reads their answers. Thread-safe. */
final class EmbeddingApi implements AutoCloseable {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /**
   * Four times what {@link RequestLimits} lets requests expect: some servers write digits freely.
   */
  private static final int LONGEST_ANSWER = 32 << 20;

  private final EmbeddingEndpoint endpoint;
  private final OkHttpClient client;

  /**
   * @param timeout the time for one request, from the connection to the last byte of the answer
   * @param change what else is to be set
   */
  EmbeddingApi(
      EmbeddingEndpoint endpoint, Duration timeout, UnaryOperator<OkHttpClient.Builder> change) {
    this.endpoint = endpoint;
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .callTimeout(timeout)
            .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
            // The time for the call is limit enough.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            // A redirect would take the key and the texts to a place the user did not name.
            .followRedirects(false)
            .followSslRedirects(false);
    this.client = change.apply(builder).build();
  }

  /**
   * Returns the answer, whatever its status.
   *
   * @param answering called when the answer begins to arrive: the API is done with the request
   * @throws IOException when there is no whole answer in time
   */
  HttpAnswer post(byte[] json, Runnable answering) throws IOException {
    try (Response response = client.newCall(endpoint.request(new OneShotBody(json))).execute()) {
      answering.run();
      return new HttpAnswer(
          response.code(),
          (response.code() + " " + response.message()).strip(),
          response.headers(),
          receive(response.body().source()));
    }
  }

  /** Ends the requests under way with an error and closes the connections. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }

  private static Buffer receive(BufferedSource source) throws IOException {
    Buffer body = new Buffer();
    while (source.read(body, LONGEST_ANSWER) != -1) {
      if (body.size() > LONGEST_ANSWER) {
        throw new IOException("the answer has more than " + LONGEST_ANSWER + " bytes");
      }
    }
    return body;
  }
}
