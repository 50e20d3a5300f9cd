package io.cqdestination.openai;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Where requests go and how they show who sends them. Thread-safe. */
final class EmbeddingEndpoint {
  private final HttpUrl url;
  private final String apiKey;

  /**
   * @throws InvalidInput when the base URL is not one of HTTP
   */
  EmbeddingEndpoint(String baseUrl, String apiKey) {
    HttpUrl base = HttpUrl.parse(baseUrl.strip());
    if (base == null) {
      throw new InvalidInput("base_url is not a URL that starts with https:// or http://");
    }
    this.url = base.newBuilder().addPathSegment("embeddings").fragment(null).build();
    this.apiKey = apiKey;
  }

  Request request(RequestBody body) {
    Request.Builder request = new Request.Builder().url(url).post(body);
    if (isAzure()) {
      request.header("api-key", apiKey);
    } else {
      request.header("Authorization", "Bearer " + apiKey);
    }
    return request.build();
  }

  /**
   * Whether the server is known to answer vectors in base64, in a third of the bytes. Some
   * compatible servers refuse to, and every one of them can answer lists of numbers.
   */
  boolean answersBase64() {
    return isAzure() || url.host().equals("api.openai.com");
  }

  private boolean isAzure() {
    return url.host().toLowerCase(Locale.ROOT).endsWith(".azure.com")
        || url.queryParameter("api-version") != null;
  }

  /** Returns the address without user, password and query, which may hold secrets. */
  @Override
  public String toString() {
    return url.newBuilder().username("").password("").query(null).build().toString();
  }
}
