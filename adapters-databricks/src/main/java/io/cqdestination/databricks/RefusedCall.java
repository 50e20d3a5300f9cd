package io.cqdestination.databricks;

import java.io.IOException;
import java.util.Objects;

/** An answer that is not what was asked for. */
final class RefusedCall extends IOException {
  private static final long serialVersionUID = 1L;

  /** The answer came, and was not understood. */
  static final int NO_STATUS = 0;

  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final int status;

  RefusedCall(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Whether the same call may succeed later. */
  boolean mayPass() {
    return status == TOO_MANY || status >= SERVER_FAULT;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
