package io.cqdestination.core.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * The splitting of one text. Neighbouring pieces are joined by the separator they were cut at, so a
 * chunk is always a range of the text, and nothing is copied before a chunk is done.
 */
final class TextSplit {
  private static final List<int[]> SEPARATORS =
      List.of(new int[] {'\n', '\n'}, new int[] {'\n'}, new int[] {' '}, new int[] {});

  private final int size;
  private final int overlap;
  private final int[] text;
  private final List<String> chunks = new ArrayList<>();

  TextSplit(TextSplitter splitter, int[] text) {
    this.size = splitter.chunkSize();
    this.overlap = splitter.chunkOverlap();
    this.text = text;
  }

  List<String> chunks() {
    split(0, text.length, 0);
    return List.copyOf(chunks);
  }

  private void split(int start, int end, int firstSeparator) {
    int separator = firstSeparator;
    while (!Pieces.isSeparatedBy(SEPARATORS.get(separator), text, start, end)) {
      separator++;
    }
    Pieces pieces = Pieces.of(SEPARATORS.get(separator), text, start, end);
    int unmerged = 0;
    for (int piece = 0; piece < pieces.count(); piece++) {
      if (pieces.length(piece) < size) {
        continue;
      }
      merge(pieces, unmerged, piece);
      if (separator + 1 < SEPARATORS.size()) {
        split(pieces.start(piece), pieces.end(piece), separator + 1);
      } else {
        addChunk(pieces.start(piece), pieces.end(piece));
      }
      unmerged = piece + 1;
    }
    merge(pieces, unmerged, pieces.count());
  }

  /** Makes chunks of the pieces {@code from} to {@code to}, each shorter than the chunk size. */
  private void merge(Pieces pieces, int from, int to) {
    int first = from;
    for (int next = from; next < to; next++) {
      if (first < next && pieces.end(next) - pieces.start(first) > size) {
        addChunk(pieces.start(first), pieces.end(next - 1));
        first = afterOverlap(pieces, first, next);
      }
    }
    if (first < to) {
      addChunk(pieces.start(first), pieces.end(to - 1));
    }
  }

  /**
   * Returns the first piece that the next chunk repeats, or {@code next} for none. The original
   * leaves out the separator when it checks whether a single repeated piece leaves room for the
   * next one; so does this.
   */
  private int afterOverlap(Pieces pieces, int first, int next) {
    int kept = first;
    while (kept < next) {
      int repeated = pieces.end(next - 1) - pieces.start(kept);
      int separator = kept + 1 < next ? pieces.separatorLength() : 0;
      boolean leavesNoRoom = repeated > 0 && repeated + separator + pieces.length(next) > size;
      if (repeated <= overlap && !leavesNoRoom) {
        break;
      }
      kept++;
    }
    return kept;
  }

  private void addChunk(int start, int end) {
    int first = start;
    int last = end;
    while (first < last && WhiteSpace.is(text[first])) {
      first++;
    }
    while (first < last && WhiteSpace.is(text[last - 1])) {
      last--;
    }
    if (first < last) {
      chunks.add(new String(text, first, last - first));
    }
  }
}
