package io.cqdestination.core.embedding;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.Remedy;
import org.jspecify.annotations.Nullable;

/** The embedding API refused texts, the key or the model: its words say why. */
public final class EmbeddingRefused extends DestinationException {
  private static final long serialVersionUID = 1L;

  public EmbeddingRefused(String message, @Nullable Throwable cause) {
    super(Remedy.CHANGE_WHAT_IS_THERE, message, cause);
  }
}
