package io.cqdestination.core.embedding;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.util.List;

/**
 * Cuts texts into chunks at blank lines, else at line ends, else at spaces, else between any two
 * characters. The chunks are those of {@code textsplitter.RecursiveCharacter} of langchaingo 0.1.14
 * with its default separators, which the official Go plugin uses. Like there, two pieces around a
 * separator may make a chunk that is longer than asked by the length of that separator.
 *
 * @param chunkSize most characters (code points) a chunk, at least 1
 * @param chunkOverlap most characters (code points) that a chunk repeats of the one before, less
 *     than {@code chunkSize}
 */
public record TextSplitter(int chunkSize, int chunkOverlap) {
  /** Characters a chunk where the user says nothing. */
  public static final int DEFAULT_CHUNK_SIZE = 1000;

  /** Characters of overlap where the user says nothing. */
  public static final int DEFAULT_CHUNK_OVERLAP = 500;

  /**
   * @throws InvalidInput when the sizes contradict each other
   */
  public TextSplitter {
    if (chunkSize < 1) {
      throw new InvalidInput("chunk_size must be at least 1, not " + chunkSize);
    }
    if (chunkOverlap < 0) {
      throw new InvalidInput("chunk_overlap must not be negative, but is " + chunkOverlap);
    }
    if (chunkOverlap >= chunkSize) {
      throw new InvalidInput(
          "chunk_overlap must be smaller than chunk_size, but is "
              + chunkOverlap
              + " with a chunk_size of "
              + chunkSize);
    }
  }

  /** Returns a splitter with the sizes that hold where the user says nothing. */
  public static TextSplitter withDefaults() {
    return new TextSplitter(DEFAULT_CHUNK_SIZE, DEFAULT_CHUNK_OVERLAP);
  }

  /**
   * Returns the chunks in the order of the text, without white space at their ends, none blank. A
   * blank text has none.
   */
  public List<String> split(String text) {
    if (text.length() < chunkSize) {
      return WhiteSpace.trimmed(text).map(List::of).orElse(List.of());
    }
    return new TextSplit(this, text.codePoints().toArray()).chunks();
  }
}
