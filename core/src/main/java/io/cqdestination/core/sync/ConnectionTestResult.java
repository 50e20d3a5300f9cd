package io.cqdestination.core.sync;

/** Whether a spec leads to a usable database. */
public sealed interface ConnectionTestResult {
  record Usable() implements ConnectionTestResult {}

  /**
   * @param code a word a program can act on, such as {@code AUTH_FAILED}
   * @param description a sentence for the user, without secrets
   */
  record Unusable(String code, String description) implements ConnectionTestResult {}
}
