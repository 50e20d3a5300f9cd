package io.cqdestination.core.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, sorted by what the user can do about it. Messages are written for the
 * user: they name the table and the cause, and hold no secret.
 *
 * <p>An adapter that has failures of its own extends this class, or {@link Transient} for those
 * that are worth another attempt.
 */
public abstract class DestinationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Remedy remedy;

  protected DestinationException(Remedy remedy, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What the user can do; it decides the status of the call. */
  public final Remedy remedy() {
    return remedy;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The input cannot be understood or contradicts itself: correct the source or the spec. */
  public static final class InvalidInput extends DestinationException {
    private static final long serialVersionUID = 1L;

    public InvalidInput(String message) {
      super(Remedy.CORRECT_THE_INPUT, message, null);
    }

    public InvalidInput(String message, Throwable cause) {
      super(Remedy.CORRECT_THE_INPUT, message, cause);
    }
  }

  /** A call came before the one it needs, such as a Write before Init. */
  public static final class NotReady extends DestinationException {
    private static final long serialVersionUID = 1L;

    public NotReady(String message) {
      super(Remedy.CHANGE_WHAT_IS_THERE, message, null);
    }
  }

  /** The tables cannot be migrated automatically: change them by hand, or force the migration. */
  public static final class RefusedMigration extends DestinationException {
    private static final long serialVersionUID = 1L;

    public RefusedMigration(String message) {
      super(Remedy.CHANGE_WHAT_IS_THERE, message, null);
    }
  }

  /** What is needed cannot be reached: check the address, the network and the server. */
  public static final class Unavailable extends DestinationException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(Remedy.TRY_LATER, message, cause);
    }
  }

  /**
   * Trouble that may pass, such as a deadlock or a lost connection: what failed so did nothing, and
   * is tried again at once ({@link io.cqdestination.core.retry.Retries}).
   */
  public static class Transient extends DestinationException {
    private static final long serialVersionUID = 1L;

    public Transient(String message, @Nullable Throwable cause) {
      super(Remedy.TRY_LATER, message, cause);
    }
  }

  /** The database refused a statement, a row or the connection: its words say why. */
  public static final class DatabaseRefused extends DestinationException {
    private static final long serialVersionUID = 1L;

    public DatabaseRefused(String message, @Nullable Throwable cause) {
      super(Remedy.CHANGE_WHAT_IS_THERE, message, cause);
    }
  }
}
