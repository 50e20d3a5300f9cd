package io.cqdestination.core.embedding;

import java.util.Arrays;

/**
 * The pieces of a range of a text, in order, as cut at every occurrence of a separator from the
 * left. Positions and lengths are in code points.
 */
final class Pieces {
  private final int[] starts;
  private final int count;
  private final int end;
  private final int separatorLength;

  private Pieces(int[] starts, int count, int end, int separatorLength) {
    this.starts = starts;
    this.count = count;
    this.end = end;
    this.separatorLength = separatorLength;
  }

  /** Whether the range can be cut at the separator; it always can at the empty one. */
  static boolean isSeparatedBy(int[] separator, int[] text, int start, int end) {
    return separator.length == 0 || indexOf(separator, text, start, end) >= 0;
  }

  /** Cuts the range; at an empty separator every code point is a piece. */
  static Pieces of(int[] separator, int[] text, int start, int end) {
    if (separator.length == 0) {
      int[] starts = new int[end - start];
      Arrays.setAll(starts, index -> start + index);
      return new Pieces(starts, starts.length, end, 0);
    }
    int[] starts = new int[16];
    starts[0] = start;
    int count = 1;
    int found = indexOf(separator, text, start, end);
    while (found >= 0) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count] = found + separator.length;
      found = indexOf(separator, text, starts[count], end);
      count++;
    }
    return new Pieces(starts, count, end, separator.length);
  }

  int count() {
    return count;
  }

  int start(int piece) {
    return starts[piece];
  }

  int end(int piece) {
    return piece + 1 < count ? starts[piece + 1] - separatorLength : end;
  }

  int length(int piece) {
    return end(piece) - start(piece);
  }

  int separatorLength() {
    return separatorLength;
  }

  private static int indexOf(int[] separator, int[] text, int start, int end) {
    int limit = end - separator.length;
    for (int position = start; position <= limit; position++) {
      if (text[position] == separator[0]
          && Arrays.equals(
              text, position, position + separator.length, separator, 0, separator.length)) {
        return position;
      }
    }
    return -1;
  }
}
