package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RehearsalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "https://name.openai.azure.com/openai/deployments/d?api-version=1",
        "http://localhost:8080/v1"
      })
  void embedsTextsWithoutANetwork(String baseUrl) {
    EmbeddingSettings settings =
        new EmbeddingSettings("m", 1_536, "key", baseUrl, 4, 5, EmbeddingSettings.DEFAULT_TIMEOUT);

    assertThat(new Rehearsal(settings).perform()).isEqualTo(256);
  }
}
