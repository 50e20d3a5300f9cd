package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cqdestination.openai.TextQueue.QueuedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextQueueTest {

  static Stream<Arguments> workedExamples() {
    RequestLimits inputs = new RequestLimits(2, 100, 100);
    RequestLimits tokens = new RequestLimits(100, 5, 100);
    RequestLimits bytes = new RequestLimits(100, 100, 10);
    return Stream.of(
        arguments(inputs, List.of(), List.of()),
        arguments(inputs, List.of("a"), List.of(List.of("a"))),
        arguments(inputs, List.of("a", "b", "c"), List.of(List.of("a", "b"), List.of("c"))),
        arguments(tokens, List.of("ab", "cde", "f"), List.of(List.of("ab", "cde"), List.of("f"))),
        arguments(tokens, List.of("éé", "é"), List.of(List.of("éé"), List.of("é"))),
        arguments(
            tokens,
            List.of("a", "much too long", "b"),
            List.of(List.of("a"), List.of("much too long"), List.of("b"))),
        arguments(bytes, List.of("ab", "cd", "e"), List.of(List.of("ab", "cd"), List.of("e"))),
        arguments(bytes, List.of("\"\"", "c"), List.of(List.of("\"\""), List.of("c"))));
  }

  @ParameterizedTest
  @MethodSource("workedExamples")
  void fillsRequestsAsFarAsTheLimitsAllow(
      RequestLimits limits, List<String> texts, List<List<String>> requests) {
    assertThat(requests(limits, texts)).isEqualTo(requests);
  }

  @Test
  void tellsWhetherMoreTextsWouldNotFit() {
    TextQueue queue = new TextQueue(new RequestLimits(2, 100, 100));
    EmbeddingCall call = new EmbeddingCall(List.of("a", "b"));

    queue.add(List.of(QueuedText.of(call, 0)));
    assertThat(queue.fillsRequest()).isFalse();
    queue.add(List.of(QueuedText.of(call, 1)));
    assertThat(queue.fillsRequest()).isTrue();
  }

  @Test
  void forgetsWhatNobodyWaitsFor() {
    TextQueue queue = new TextQueue(new RequestLimits(9, 100, 100));
    EmbeddingCall ended = new EmbeddingCall(List.of("a"));
    EmbeddingCall other = new EmbeddingCall(List.of("b"));
    queue.add(List.of(QueuedText.of(ended, 0), QueuedText.of(other, 0)));

    ended.fail(new IllegalStateException());
    queue.removeEnded();

    assertThat(queue.take()).extracting(QueuedText::text).containsExactly("b");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesNoTextAndKeepsEveryLimit(long seed) {
    Random random = new Random(seed);
    RequestLimits limits =
        new RequestLimits(1 + random.nextInt(9), 1 + random.nextInt(60), 1 + random.nextInt(90));
    List<String> texts = new ArrayList<>();
    for (int count = random.nextInt(60); count > 0; count--) {
      texts.add(text(random));
    }

    List<List<String>> requests = requests(limits, texts);

    assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(texts);
    assertThat(requests)
        .allSatisfy(request -> {
          assertThat(request).isNotEmpty().hasSizeLessThanOrEqualTo(limits.inputs());
          if (request.size() > 1) {
            assertThat(request.stream().mapToLong(text -> InputSize.of(text).tokens()).sum())
                .isLessThanOrEqualTo(limits.tokens());
            assertThat(request.stream().mapToLong(text -> InputSize.of(text).jsonBytes()).sum())
                .isLessThanOrEqualTo(limits.jsonBytes());
          }
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countsTheBytesOfATextAndNoLessThanItsJson(long seed) {
    String text = text(new Random(seed));
    byte[] empty = new EmbeddingRequestBody("m", 1, false).of(List.of());
    byte[] twice = new EmbeddingRequestBody("m", 1, false).of(List.of(text, text));

    InputSize size = InputSize.of(text);

    assertThat(size.tokens()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(2 * size.jsonBytes()).isGreaterThanOrEqualTo(twice.length - empty.length);
  }

  @Test
  void keepsTheLimitsOfTheApi() {
    assertThat(RequestLimits.forAnswers(1)).isEqualTo(new RequestLimits(2_048, 300_000, 1_000_000));
  }

  @ParameterizedTest
  @CsvSource({"1536, true, 1092", "3072, true, 546", "1536, false, 341", "256, false, 2048"})
  void expectsNoAnswerThatIsTooLargeToHold(int dimensions, boolean base64, int inputs) {
    long bytes = VectorReader.answerBytes(dimensions, base64);

    assertThat(RequestLimits.forAnswers(bytes).inputs()).isEqualTo(inputs);
  }

  private static List<List<String>> requests(RequestLimits limits, List<String> texts) {
    TextQueue queue = new TextQueue(limits);
    EmbeddingCall call = new EmbeddingCall(texts);
    queue.add(IntStream.range(0, texts.size()).mapToObj(i -> QueuedText.of(call, i)).toList());
    List<List<String>> requests = new ArrayList<>();
    while (!queue.isEmpty()) {
      requests.add(queue.take().stream().map(QueuedText::text).toList());
    }
    return requests;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(20); length > 0; length--) {
      int limit = List.of(0x20, 0x80, 0x800, 0xd800).get(random.nextInt(4));
      text.appendCodePoint(random.nextInt(5) == 0 ? 0x1f600 : random.nextInt(limit));
    }
    return text.toString();
  }
}
