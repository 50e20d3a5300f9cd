package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingSettingsTest {

  @Test
  void startsWithWhatHoldsWhereTheUserSaysNothing() {
    assertThat(EmbeddingSettings.withDefaults("text-embedding-3-small", 1536, " key\n"))
        .isEqualTo(
            new EmbeddingSettings(
                "text-embedding-3-small",
                1536,
                "key",
                "https://api.openai.com/v1",
                4,
                5,
                Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 8, key, 4, 5, 60000, model_name is empty",
    "m, 0, key, 4, 5, 60000, dimensions must be from 1 to 16000 for m",
    "text-embedding-3-small, 1537, key, 4, 5, 60000, dimensions must be from 1 to 1536",
    "text-embedding-3-large, 3073, key, 4, 5, 60000, dimensions must be from 1 to 3072",
    "m, 8, ' ', 4, 5, 60000, api_key is empty",
    "m, 8, with blank, 4, 5, 60000, api_key holds a blank",
    "m, 8, schlüssel, 4, 5, 60000, api_key holds a blank or a character that no key has",
    "m, 8, key, 0, 5, 60000, max_concurrent_requests must be at least 1",
    "m, 8, key, 4, -1, 60000, max_retries must not be negative",
    "m, 8, key, 4, 5, 0, timeout must be",
    "m, 8, key, 4, 5, 86400001, timeout must be",
  })
  void refusesWhatCannotBe(
      String model, int dimensions, String key, int concurrent, int retries, int ms, String why) {
    assertThatThrownBy(() ->
            new EmbeddingSettings(
                model,
                dimensions,
                key,
                EmbeddingSettings.DEFAULT_BASE_URL,
                concurrent,
                retries,
                Duration.ofMillis(ms)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api.openai.com/v1", "ftp://host/", "http://", "https://ho st/"})
  void refusesAnAddressThatIsNone(String address) {
    assertThatThrownBy(() -> new OpenAiEmbedder(TestSettings.of(address)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("base_url is not a URL");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, https://api.openai.com/v1/embeddings, true, Authorization",
    "https://host/v1/, https://host/v1/embeddings, false, Authorization",
    "http://host:8000, http://host:8000/embeddings, false, Authorization",
    "https://x.openai.azure.com/openai/v1/, https://x.openai.azure.com/openai/v1/embeddings, true, api-key",
    "https://host/dep?api-version=1, https://host/dep/embeddings, true, api-key",
    "https://azure.com.host/v1, https://azure.com.host/v1/embeddings, false, Authorization",
  })
  void findsTheAddressAndTheHeaderOfTheServer(
      String baseUrl, String address, boolean base64, String header) {
    EmbeddingEndpoint endpoint = new EmbeddingEndpoint(baseUrl, "key");

    assertThat(endpoint).hasToString(address);
    assertThat(endpoint.answersBase64()).isEqualTo(base64);
    assertThat(endpoint.request(new OneShotBody(new byte[0])).headers().names())
        .containsExactly(header);
  }
}
