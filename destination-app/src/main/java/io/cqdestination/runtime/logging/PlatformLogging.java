package io.cqdestination.runtime.logging;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Brings what libraries say through the platform's own logging into this process's log. */
public final class PlatformLogging {
  private static boolean redirected;

  private PlatformLogging() {}

  /** From now on nothing of it goes to standard error any more. Thread-safe, repeatable. */
  public static synchronized void redirect() {
    if (!redirected) {
      redirected = true;
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }
}
