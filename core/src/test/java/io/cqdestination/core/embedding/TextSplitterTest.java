package io.cqdestination.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextSplitterTest {

  static Stream<Arguments> workedExamples() {
    return Stream.of(
        arguments(10, 0, "", List.of()),
        arguments(10, 0, " \n\n\t ", List.of()),
        arguments(10, 0, "short", List.of("short")),
        arguments(10, 0, "  trimmed ", List.of("trimmed")),
        arguments(10, 0, "nine char", List.of("nine char")),
        arguments(10, 0, "ten  chars", List.of("ten  chars")),
        arguments(10, 0, "abcdefghijk", List.of("abcdefghij", "k")),
        arguments(10, 3, "abcdefghijklm", List.of("abcdefghij", "hijklm")),
        arguments(12, 0, "first\n\nsecond", List.of("first", "second")),
        arguments(13, 0, "first\n\nsecond", List.of("first\n\nsecond")),
        arguments(10, 4, "one two three four", List.of("one two", "two three", "four")),
        arguments(10, 0, "one two three four", List.of("one two", "three four")),
        arguments(9, 0, "a b\nc d\n\ne f", List.of("a b\nc d", "e f")),
        arguments(5, 0, "a\n\n\n\nb", List.of("a", "b")),
        arguments(7, 5, "aaaa bbbb", List.of("aaaa", "bbbb")),
        arguments(4, 0, "😀😀😀😀😀", List.of("😀😀😀😀", "😀")),
        arguments(4, 1, "漢字漢字漢字", List.of("漢字漢字", "字漢字")),
        arguments(6, 0, "\u00a0no-break\u2007", List.of("no-br", "eak")),
        arguments(6, 0, "a\r\nb\r\nc\r\n", List.of("a\r\nb", "c")),
        arguments(1, 0, "ab c\td", List.of("a", "b", "c", "d")));
  }

  @ParameterizedTest
  @MethodSource("workedExamples")
  void cutsAsInTheWorkedExamples(int size, int overlap, String text, List<String> chunks) {
    assertThat(new TextSplitter(size, overlap).split(text)).isEqualTo(chunks);
  }

  @Test
  void cutsRandomTextsAsTheOriginalDid() throws IOException {
    List<RecordedChunks> recorded = RecordedChunks.all();
    assertThat(recorded).hasSizeGreaterThan(500);
    assertThat(recorded)
        .allSatisfy(expected ->
            assertThat(expected.splitter().split(expected.text())).isEqualTo(expected.chunks()));
  }

  @Test
  void joinsTwoPiecesThatExceedTheSizeByTheirSeparatorAsTheOriginalDoes() {
    assertThat(new TextSplitter(10, 5).split("xx aaaaa bbbbb"))
        .containsExactly("xx aaaaa", "aaaaa bbbbb");
  }

  @Test
  void startsWithTheSizesOfTheOriginal() {
    assertThat(TextSplitter.withDefaults()).isEqualTo(new TextSplitter(1000, 500));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, chunk_size must be at least 1",
    "10, -1, chunk_overlap must not be negative",
    "10, 10, chunk_overlap must be smaller than chunk_size",
  })
  void refusesSizesThatContradictEachOther(int size, int overlap, String reason) {
    assertThatThrownBy(() -> new TextSplitter(size, overlap))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(reason);
  }
}
