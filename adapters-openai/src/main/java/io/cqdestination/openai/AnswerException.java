package io.cqdestination.openai;

import java.io.IOException;

/** An answer that is JSON but not the vectors that were asked for. */
final class AnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean mayPass;

  private AnswerException(String message, boolean mayPass) {
    super(message);
    this.mayPass = mayPass;
  }

  /** Something that should not happen and need not happen again. */
  static AnswerException mishap(String message) {
    return new AnswerException(message, true);
  }

  /** Something that happens each time the same is sent. */
  static AnswerException lasting(String message) {
    return new AnswerException(message, false);
  }

  boolean mayPass() {
    return mayPass;
  }
}
