package io.cqdestination.openai;

import java.time.Duration;

/** Settings that fit {@link EmbeddingServer}. */
final class TestSettings {
  static final String API_KEY = "sk-test-0123456789abcdef";

  private TestSettings() {}

  static EmbeddingSettings of(EmbeddingServer server) {
    return of(server.baseUrl());
  }

  static EmbeddingSettings of(String baseUrl) {
    return new EmbeddingSettings(
        "test-model", EmbeddingServer.DIMENSIONS, API_KEY, baseUrl, 4, 5, Duration.ofSeconds(30));
  }

  static EmbeddingSettings withTimeout(EmbeddingServer server, int maxRetries, Duration timeout) {
    return new EmbeddingSettings(
        "test-model",
        EmbeddingServer.DIMENSIONS,
        API_KEY,
        server.baseUrl(),
        4,
        maxRetries,
        timeout);
  }
}
