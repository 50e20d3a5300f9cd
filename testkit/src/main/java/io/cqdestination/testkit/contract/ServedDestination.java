package io.cqdestination.testkit.contract;

import io.cqdestination.testkit.Folders;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.PluginProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plugin that runs, with the spec of a store that is new and empty. Thread-safe. */
public final class ServedDestination implements AutoCloseable {

  /** Starts a plugin's server. */
  @FunctionalInterface
  public interface Server {
    /**
     * @param socket the unix socket to listen at; it does not exist yet
     * @return ends the server
     */
    AutoCloseable start(Path socket) throws Exception;
  }

  private final String spec;
  private final PluginClient client;
  private final AutoCloseable plugin;

  private ServedDestination(String spec, PluginClient client, AutoCloseable plugin) {
    this.spec = spec;
    this.client = client;
    this.plugin = plugin;
  }

  /**
   * A plugin inside this process.
   *
   * @param spec JSON
   */
  public static ServedDestination inProcess(String spec, Server server) throws Exception {
    Path folder = Files.createTempDirectory("destination");
    Path socket = folder.resolve("plugin.sock");
    AutoCloseable started = server.start(socket);
    return new ServedDestination(
        spec,
        PluginClient.unix(socket),
        () -> {
          started.close();
          Folders.delete(folder);
        });
  }

  /**
   * An executable that was started; it is ended with this.
   *
   * @param spec JSON
   */
  public static ServedDestination process(String spec, PluginProcess process) {
    return new ServedDestination(spec, process.client(), process);
  }

  /**
   * The same, which ends a store too.
   *
   * @param store closed when the plugin has ended
   */
  public ServedDestination with(AutoCloseable store) {
    return new ServedDestination(
        spec,
        client,
        () -> {
          plugin.close();
          store.close();
        });
  }

  /** A connection to the plugin. */
  public PluginClient client() {
    return client;
  }

  String spec() {
    return spec;
  }

  @Override
  public void close() throws Exception {
    client.close();
    plugin.close();
  }
}
