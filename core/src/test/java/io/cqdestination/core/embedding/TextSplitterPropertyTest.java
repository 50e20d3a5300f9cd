package io.cqdestination.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random texts in which no visible character occurs twice, so that each chunk has one place in its
 * text.
 */
class TextSplitterPropertyTest {
  private static final String[] WHITE_SPACE = {
    " ", " ", " ", "\n", "\n\n", "\n\n\n", "\t", "\u00a0"
  };
  private static final int LONGEST_SEPARATOR = 2;

  private record Range(int start, int end) {}

  private record Example(TextSplitter splitter, int[] text, List<Range> chunks) {}

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesNothingButWhiteSpace(long seed) {
    Example example = example(seed);
    int covered = 0;
    for (Range chunk : example.chunks()) {
      assertThat(chunk.end()).isGreaterThanOrEqualTo(covered);
      assertThat(visible(example.text(), covered, chunk.start())).isEmpty();
      covered = chunk.end();
    }
    assertThat(visible(example.text(), covered, example.text().length)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void makesNoChunkLongerThanAskedByMoreThanASeparator(long seed) {
    Example example = example(seed);
    TextSplitter splitter = example.splitter();
    int most = splitter.chunkSize() + (splitter.chunkOverlap() == 0 ? 0 : LONGEST_SEPARATOR);
    assertThat(example.chunks())
        .allSatisfy(chunk -> assertThat(chunk.end() - chunk.start()).isBetween(1, most));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void repeatsNoMoreThanAsked(long seed) {
    Example example = example(seed);
    for (int chunk = 1; chunk < example.chunks().size(); chunk++) {
      Range before = example.chunks().get(chunk - 1);
      assertThat(before.end() - example.chunks().get(chunk).start())
          .isLessThanOrEqualTo(example.splitter().chunkOverlap());
    }
  }

  private static Example example(long seed) {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(seed % 5 == 0 ? 200 : 20);
    TextSplitter splitter = new TextSplitter(size, random.nextBoolean() ? 0 : random.nextInt(size));
    String text = text(random, random.nextInt(20 * size));
    List<Range> chunks = new ArrayList<>();
    for (String chunk : splitter.split(text)) {
      int start = text.codePointCount(0, text.indexOf(chunk));
      chunks.add(new Range(start, start + chunk.codePointCount(0, chunk.length())));
    }
    return new Example(splitter, text.codePoints().toArray(), chunks);
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    int firstCharacter = random.nextBoolean() ? 0x4e00 : 0x20000;
    double spaces = random.nextDouble();
    for (int character = 0; character < length; character++) {
      if (random.nextDouble() < spaces) {
        text.append(WHITE_SPACE[random.nextInt(WHITE_SPACE.length)]);
      } else {
        text.appendCodePoint(firstCharacter + character);
      }
    }
    return text.toString();
  }

  private static String visible(int[] text, int start, int end) {
    return start >= end ? "" : new String(text, start, end - start).replaceAll("[\\s\u00a0]", "");
  }
}
