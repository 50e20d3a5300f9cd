package io.cqdestination.runtime;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.grpc.service.PluginInfo;
import io.cqdestination.grpc.service.PluginServices;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
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
    StopSignal stop = StopSignal.listen(PluginCommand.statusWhenStopped(arguments));
    int status = PluginCommand.run(arguments, plugin, stop);
    System.out.flush();
    System.exit(status);
  }

  /**
   * Serves a plugin inside this process, as its tests do: without flags, log lines and telemetry.
   *
   * @param socket a unix socket's path, which must not exist
   * @return listens already; to be closed, with which the destination is closed too
   * @throws IOException when the socket cannot be made
   */
  public static PluginServer serve(Path socket, DestinationPlugin plugin) throws IOException {
    PluginServer server = server(UnixDomainSocketAddress.of(socket), plugin, SyncMeter.NONE);
    try {
      server.start();
    } catch (IOException failure) {
      server.close();
      throw failure;
    }
    return server;
  }

  /** A server that does not listen yet. */
  static PluginServer server(SocketAddress address, DestinationPlugin plugin, SyncMeter meter) {
    PluginDescription described = plugin.description();
    return new PluginServer(
        address,
        new PluginServices(
            new PluginInfo(described.name(), described.version()), plugin.factory(meter)));
  }
}
