package io.cqdestination.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.embedding.ChunkSource.Copied;
import io.cqdestination.core.embedding.ChunkSource.Embedded;
import io.cqdestination.core.embedding.ChunkSource.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingPlanTest {

  @Test
  void embedsEveryChunkOfANewRow() {
    EmbeddingPlan plan = plan(row(List.of("a", "b"), List.of()));

    assertThat(plan.chunksToEmbed()).containsExactly("a", "b");
    assertThat(plan.rows())
        .containsExactly(new RowPlan(List.of(new Embedded(0), new Embedded(1)), List.of()));
  }

  @Test
  void embedsNothingOfAnUnchangedRow() {
    EmbeddingPlan plan = plan(row(List.of("a", "b"), List.of("b", "a")));

    assertThat(plan.chunksToEmbed()).isEmpty();
    assertThat(plan.rows())
        .containsExactly(new RowPlan(List.of(new Kept(1), new Kept(0)), List.of()));
    assertThat(plan.reusedChunks()).isEqualTo(2);
  }

  @Test
  void embedsWhatChangedAndLetsGoOfWhatItWas() {
    EmbeddingPlan plan = plan(row(List.of("a", "new"), List.of("old", "a", "older")));

    assertThat(plan.chunksToEmbed()).containsExactly("new");
    assertThat(plan.rows())
        .containsExactly(new RowPlan(List.of(new Kept(1), new Embedded(0)), List.of(0, 2)));
    assertThat(plan.reusedChunks()).isEqualTo(1);
    assertThat(plan.goneChunks()).isEqualTo(2);
  }

  @Test
  void letsGoOfEverythingWhenTheTextIsGone() {
    assertThat(plan(row(List.of(), List.of("a", "b"))).rows())
        .containsExactly(new RowPlan(List.of(), List.of(0, 1)));
  }

  @Test
  void embedsATextOnceHoweverManyRowsWantIt() {
    EmbeddingPlan plan =
        plan(row(List.of("a", "b", "a"), List.of()), row(List.of("b"), List.of("a")));

    assertThat(plan.chunksToEmbed()).containsExactly("a", "b");
    assertThat(plan.rows())
        .containsExactly(
            new RowPlan(List.of(new Embedded(0), new Embedded(1), new Embedded(0)), List.of()),
            new RowPlan(List.of(new Embedded(1)), List.of(0)));
  }

  @Test
  void copiesAStoredChunkThatIsWantedMoreOften() {
    assertThat(plan(row(List.of("a", "a", "a"), List.of("a", "a"))).rows())
        .containsExactly(new RowPlan(List.of(new Kept(0), new Kept(1), new Copied(1)), List.of()));
  }

  @Test
  void keepsAChunkOnceThatIsStoredMoreOftenThanWanted() {
    assertThat(plan(row(List.of("a"), List.of("a", "a"))).rows())
        .containsExactly(new RowPlan(List.of(new Kept(0)), List.of(1)));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void leavesEachRowWithTheChunksItWants(long seed) {
    Random random = new Random(seed);
    List<RowChunks> rows =
        IntStream.range(0, random.nextInt(6))
            .mapToObj(row -> row(chunks(random), chunks(random)))
            .toList();

    EmbeddingPlan plan = EmbeddingPlan.of(rows);

    assertThat(plan.chunksToEmbed()).doesNotHaveDuplicates();
    assertThat(plan.rows()).hasSameSizeAs(rows);
    for (int row = 0; row < rows.size(); row++) {
      RowChunks chunks = rows.get(row);
      RowPlan planned = plan.rows().get(row);
      List<Integer> touched = new ArrayList<>(planned.gone());
      List<String> result = new ArrayList<>();
      for (ChunkSource source : planned.wanted()) {
        switch (source) {
          case Kept kept -> {
            touched.add(kept.stored());
            result.add(chunks.stored().get(kept.stored()));
          }
          case Copied copied -> result.add(chunks.stored().get(copied.stored()));
          case Embedded embedded -> {
            String text = plan.chunksToEmbed().get(embedded.position());
            assertThat(chunks.stored()).doesNotContain(text);
            result.add(text);
          }
        }
      }
      assertThat(result).isEqualTo(chunks.wanted());
      assertThat(touched)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, chunks.stored().size()).boxed().toList());
    }
  }

  private static List<String> chunks(Random random) {
    return random.ints(random.nextInt(6), 'a', 'f').mapToObj(Character::toString).toList();
  }

  private static RowChunks row(List<String> wanted, List<String> stored) {
    return new RowChunks(wanted, stored);
  }

  private static EmbeddingPlan plan(RowChunks... rows) {
    return EmbeddingPlan.of(List.of(rows));
  }
}
