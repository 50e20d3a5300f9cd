package io.cqdestination.runtime.distribution;

/** Something that a package needs is not there; the message says what, and how to get it. */
public final class PackagingException extends Exception {
  private static final long serialVersionUID = 1L;

  PackagingException(String message) {
    super(message);
  }
}
