package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What made the vectors of a column, as it stands in the column's comment. Pure. */
final class VectorOrigin {
  private static final Pattern WORDS = Pattern.compile(".+, \\d+ dimensions", Pattern.DOTALL);

  /** The official plugin sends no dimensions, so the models' own tell which one it was. */
  private static final Map<String, Integer> OFFICIAL =
      Map.of("text-embedding-3-small", 1536, "text-embedding-3-large", 3072);

  private VectorOrigin() {}

  /** The comment. */
  static String words(EmbeddingOptions options) {
    return "%s, %d dimensions".formatted(options.model(), options.dimensions());
  }

  /**
   * Whether vectors found are such as the options ask for. Those without our words are the official
   * plugin's, whose model follows from its dimensions, and those from the column's type.
   */
  static boolean matches(EmbeddingOptions options, @Nullable String comment) {
    if (comment == null || !WORDS.matcher(comment).matches()) {
      Integer own = OFFICIAL.get(options.model());
      return own != null && own == options.dimensions();
    }
    return comment.equals(words(options));
  }
}
