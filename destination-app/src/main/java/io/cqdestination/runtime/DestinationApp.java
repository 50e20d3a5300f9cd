package io.cqdestination.runtime;

import java.util.Locale;

/**
 * Runs a destination as a plugin of the CLI, and as a program of its own: {@code serve}, {@code
 * info}, {@code load}, {@code doc}, {@code package}, and {@code plan} where the destination offers
 * it, with the flags, log lines, telemetry and exit statuses that the CLI expects.
 *
 * <pre>{@code
 * public static void main(String[] arguments) {
 *   DestinationApp.run(arguments, new DuckDbPlugin());
 * }
 * }</pre>
 */
public final class DestinationApp {
  private DestinationApp() {}

  /**
   * Runs a command line, and ends the process with its status: 0 where all went well, 1 where
   * something failed, 2 for a command line that is wrong, 130 for a command that was interrupted. A
   * {@code serve} that is told to end by SIGINT or SIGTERM ends with 0.
   *
   * @param arguments of the process
   */
  public static void run(String[] arguments, DestinationPlugin plugin) {
    // What is printed and sent has the same digits wherever the program runs.
    Locale.setDefault(Locale.US);
    // Early, so that a signal during start-up ends with the same status as later.
    GarbageLimit.start();
    StopSignal stop = StopSignal.listen(PluginCommand.statusWhenStopped(arguments));
    int status = PluginCommand.run(arguments, plugin, stop);
    System.out.flush();
    System.exit(status);
  }
}
