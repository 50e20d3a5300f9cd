package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.embedding.EmbeddingTotals;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.openai.EmbeddingServer.Received;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpenAiEmbedderTest {
  private EmbeddingServer server;
  private Embedder embedder;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingServer();
    embedder = new OpenAiEmbedder(TestSettings.of(server));
  }

  @AfterEach
  void stop() {
    embedder.close();
    server.close();
  }

  @Test
  void returnsTheVectorsInTheOrderOfTheTextsThoughTheServerReversesThem() {
    List<String> texts = List.of("first", "zweiter", "第三", "😀 \"quoted\" \\ \u0001");

    assertThat(embedder.embed(texts)).containsExactlyElementsOf(vectorsOf(texts));
  }

  @Test
  void sendsModelDimensionsAndTextsToTheAddressWithTheKey() {
    embedder.embed(List.of("a", "b"));

    Received request = server.received().getFirst();
    assertThat(request.http().getRequestLine()).startsWith("POST /v1/embeddings HTTP/");
    assertThat(request.http().getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + TestSettings.API_KEY);
    assertThat(request.http().getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.json().toString())
        .isEqualTo("{\"model\":\"test-model\",\"dimensions\":8,\"input\":[\"a\",\"b\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", ""})
  void readsBase64WithAndWithoutItsPadding(String padding) {
    float[] vector = new float[EmbeddingServer.DIMENSIONS];
    vector[vector.length - 1] = 1;
    String base64 = "A".repeat(40) + "gD8" + padding;
    server.next(
        EmbeddingServer.json(
            200, "{\"data\": [{\"index\": 0, \"embedding\": \"%s\"}]}".formatted(base64)));

    assertThat(embedder.embed(List.of("text"))).containsExactly(vector);
  }

  @Test
  void splitsWhatDoesNotFitOneRequestAndKeepsTheOrder() {
    List<String> texts = IntStream.range(0, 5_000).mapToObj(number -> "text " + number).toList();

    assertThat(embedder.embed(texts)).containsExactlyElementsOf(vectorsOf(texts));
    assertThat(server.received())
        .extracting(request -> request.texts().size())
        .containsExactlyInAnyOrder(2_048, 2_048, 904);
  }

  @Test
  void sendsATextThatMayBeTooLongWhole() {
    String text = "long ".repeat(100_000);

    assertThat(embedder.embed(List.of("a", text, "b")))
        .containsExactlyElementsOf(vectorsOf(List.of("a", text, "b")));
    assertThat(server.received())
        .extracting(Received::texts)
        .containsExactlyInAnyOrder(List.of("a"), List.of(text), List.of("b"));
  }

  @Test
  void countsRequestsTokensAndChunks() {
    embedder.embed(List.of("a", "b"));
    embedder.embed(List.of("c"));

    assertThat(embedder.totals()).isEqualTo(new EmbeddingTotals(2, 3, 3));
  }

  @Test
  void asksNothingForNothing() {
    assertThat(embedder.embed(List.of())).isEmpty();
    assertThat(server.received()).isEmpty();
  }

  @Test
  void refusesAnEmptyTextBeforeAnythingIsSent() {
    assertThatThrownBy(() -> embedder.embed(List.of("a", "")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("an empty text cannot be embedded");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void refusesATextThatIsNotUnicodeWithoutShowingIt() {
    assertThatThrownBy(() -> embedder.embed(List.of("private \ud800 words")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("a text holds half of a surrogate pair: it is no valid Unicode");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void speaksToAnAzureDeploymentWithItsHeaderAndQuery() {
    String deployment = server.baseUrl() + "/openai/deployments/small/?api-version=2024-10-21";
    server.otherwise(request ->
        EmbeddingServer.json(
            200,
            "{\"data\":[{\"index\":0,\"embedding\":\"AACAPwAAAL8AAAAAAAAAQAAAgD8AAIA/AACAPwAAgD8=\"}]}"));

    try (Embedder azure = new OpenAiEmbedder(TestSettings.of(deployment))) {
      assertThat(azure.embed(List.of("a")))
          .containsExactly(new float[] {1, -0.5f, 0, 2, 1, 1, 1, 1});
    }
    Received request = server.received().getFirst();
    assertThat(request.http().getTarget())
        .isEqualTo("/v1/openai/deployments/small/embeddings?api-version=2024-10-21");
    assertThat(request.http().getHeaders().get("api-key")).isEqualTo(TestSettings.API_KEY);
    assertThat(request.http().getHeaders().get("Authorization")).isNull();
    assertThat(request.json().get("encoding_format").textValue()).isEqualTo("base64");
  }

  private static List<float[]> vectorsOf(List<String> texts) {
    return texts.stream().map(EmbeddingServer::vectorOf).toList();
  }
}
