package io.cqdestination.openai;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.time.Duration;

/**
 * How to reach an embedding API and what to ask of it.
 *
 * @param model the model's name as the API knows it
 * @param dimensions numbers a vector, sent to the API; at most 1536 for {@code
 *     text-embedding-3-small}, 3072 for {@code text-embedding-3-large}
 * @param apiKey the key, never shown; white space around it is dropped
 * @param baseUrl where {@code /embeddings} is found: {@link #DEFAULT_BASE_URL}, a compatible
 *     server's, or that of an Azure deployment with its {@code api-version} query
 * @param maxConcurrentRequests most requests that the API is busy with at a time, at least 1
 * @param maxRetries how often a request is sent again that failed for a reason that may pass
 * @param timeout the time for one request from the connection to the last byte of the answer
 */
public record EmbeddingSettings(
    String model,
    int dimensions,
    String apiKey,
    String baseUrl,
    int maxConcurrentRequests,
    int maxRetries,
    Duration timeout) {
  public static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
  public static final int DEFAULT_MAX_CONCURRENT_REQUESTS = 4;
  public static final int DEFAULT_MAX_RETRIES = 5;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /**
   * @throws InvalidInput naming the first setting that cannot be
   */
  public EmbeddingSettings {
    apiKey = apiKey.strip();
    if (model.isBlank()) {
      throw new InvalidInput("model_name is empty");
    }
    int most = mostDimensions(model);
    if (dimensions < 1 || dimensions > most) {
      throw new InvalidInput(
          "dimensions must be from 1 to %d for %s, not %d".formatted(most, model, dimensions));
    }
    if (apiKey.isEmpty()) {
      throw new InvalidInput("api_key is empty");
    }
    if (!apiKey.chars().allMatch(character -> character > ' ' && character <= '~')) {
      throw new InvalidInput("api_key holds a blank or a character that no key has");
    }
    if (maxConcurrentRequests < 1) {
      throw new InvalidInput(
          "max_concurrent_requests must be at least 1, not " + maxConcurrentRequests);
    }
    if (maxRetries < 0) {
      throw new InvalidInput("max_retries must not be negative, but is " + maxRetries);
    }
    if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new InvalidInput("timeout must be from a millisecond to a day");
    }
  }

  /** Returns settings for OpenAI itself, with what holds where the user says nothing. */
  public static EmbeddingSettings withDefaults(String model, int dimensions, String apiKey) {
    return new EmbeddingSettings(
        model,
        dimensions,
        apiKey,
        DEFAULT_BASE_URL,
        DEFAULT_MAX_CONCURRENT_REQUESTS,
        DEFAULT_MAX_RETRIES,
        DEFAULT_TIMEOUT);
  }

  /** Leaves out the key, and the address, which may hold another one. */
  @Override
  public String toString() {
    return "EmbeddingSettings[model=%s, dimensions=%d, maxConcurrentRequests=%d, maxRetries=%d, timeout=%s]"
        .formatted(model, dimensions, maxConcurrentRequests, maxRetries, timeout);
  }

  private static int mostDimensions(String model) {
    return switch (model) {
      case "text-embedding-3-small" -> 1536;
      case "text-embedding-3-large" -> 3072;
      default -> 16_000;
    };
  }
}
