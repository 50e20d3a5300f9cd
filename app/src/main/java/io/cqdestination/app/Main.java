package io.cqdestination.app;

import io.cqdestination.runtime.DestinationApp;

/** The binary's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    DestinationApp.run(arguments, new PostgresPlugin());
  }
}
