package io.cqdestination.runtime;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Whether a person sees what is printed. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether standard error is a terminal that can print over a line. Java itself knows it only of
   * input and output together, which may be pipes.
   */
  static boolean showsErrors() throws InterruptedException {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start().waitFor()
          == 0;
    } catch (IOException unknown) {
      return false;
    }
  }
}
