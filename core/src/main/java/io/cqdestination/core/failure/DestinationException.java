package io.cqdestination.core.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, sorted by what the user can do about it. Messages are written for the
 * user: they name the table and the cause, and hold no secret.
 */
public abstract sealed class DestinationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DestinationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The input cannot be understood or contradicts itself: correct the source or the spec. */
  public static final class InvalidInput extends DestinationException {
    private static final long serialVersionUID = 1L;

    public InvalidInput(String message) {
      super(message, null);
    }

    public InvalidInput(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A call came before the one it needs, such as a Write before Init. */
  public static final class NotReady extends DestinationException {
    private static final long serialVersionUID = 1L;

    public NotReady(String message) {
      super(message, null);
    }
  }

  /** The tables cannot be migrated automatically: change them by hand, or force the migration. */
  public static final class RefusedMigration extends DestinationException {
    private static final long serialVersionUID = 1L;

    public RefusedMigration(String message) {
      super(message, null);
    }
  }

  /**
   * The database or the embedding API cannot be reached: check the address, the network and the
   * server.
   */
  public static final class Unavailable extends DestinationException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Trouble that may pass, such as a deadlock or a lost connection: trying again can help. */
  public static final class Transient extends DestinationException {
    private static final long serialVersionUID = 1L;

    public Transient(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The database refused a statement, a row or the connection: its words say why. */
  public static final class DatabaseRefused extends DestinationException {
    private static final long serialVersionUID = 1L;

    public DatabaseRefused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The embedding API refused texts, the key or the model: its words say why. */
  public static final class EmbeddingRefused extends DestinationException {
    private static final long serialVersionUID = 1L;

    public EmbeddingRefused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
