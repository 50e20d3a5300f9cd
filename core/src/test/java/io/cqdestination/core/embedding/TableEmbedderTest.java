package io.cqdestination.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableEmbedderTest {

  private record Service(Function<List<String>, List<float[]>> answer) implements Embedder {
    @Override
    public List<float[]> embed(List<String> chunks) {
      return answer.apply(chunks);
    }

    @Override
    public EmbeddingTotals totals() {
      return new EmbeddingTotals(0, 0, 0);
    }

    @Override
    public void close() {}
  }

  static List<DestinationException> failures() {
    return List.of(
        new Unavailable("the API is away", null),
        new EmbeddingRefused("the API does not like it", null),
        new InvalidInput("a text is empty"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void namesTheTableAndTheReasonOfAFailure(DestinationException failure) {
    TableEmbedder embedder =
        new TableEmbedder(
            new Service(chunks -> {
              throw failure;
            }));

    assertThatThrownBy(() -> embedder.embed("articles", planOf("text")))
        .isExactlyInstanceOf(failure.getClass())
        .hasMessage("cannot embed the texts of table articles: " + failure.getMessage())
        .hasCause(failure);
  }

  @Test
  void returnsTheVectorsOfTheNewChunks() {
    TableEmbedder embedder =
        new TableEmbedder(
            new Service(
                chunks -> chunks.stream().map(text -> new float[] {text.length()}).toList()));

    assertThat(embedder.embed("articles", planOf("four", "three")))
        .containsExactly(new float[] {4}, new float[] {5});
  }

  @Test
  void asksNothingForAPlanWithoutNewChunks() {
    TableEmbedder embedder =
        new TableEmbedder(
            new Service(chunks -> {
              throw new AssertionError("asked for " + chunks);
            }));
    List<RowChunks> unchanged = List.of(new RowChunks(List.of("a"), List.of("a")));

    assertThat(embedder.embed("articles", EmbeddingPlan.of(unchanged))).isEmpty();
  }

  private static EmbeddingPlan planOf(String... chunks) {
    return EmbeddingPlan.of(List.of(new RowChunks(List.of(chunks), List.of())));
  }
}
