package io.cqdestination.grpc.service;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.sync.MemoryDatabase;
import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.testkit.plugin.PluginClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** The server of a plugin whose databases are in memory, on a unix socket, and a client of it. */
final class ServedPlugin implements AutoCloseable {
  /** What no test waits longer for. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  static final BatchLimits WIDE =
      new BatchLimits(1_000_000, 1L << 40, Duration.ofHours(1), 1L << 40);

  /** Ends a failed call as soon as its client is silent or sends a row. */
  private static final EndingPatience IMPATIENT =
      new EndingPatience(Duration.ZERO, Duration.ofMillis(100));

  final MemoryDestinations destinations;
  final PluginClient client;
  private final Path folder;
  private final Path socket;
  private final PluginServer server;

  ServedPlugin() {
    this(WIDE, ForkJoinPool.commonPool());
  }

  ServedPlugin(BatchLimits limits, Executor executor) {
    this(limits, executor, IMPATIENT);
  }

  private ServedPlugin(BatchLimits limits, Executor executor, EndingPatience patience) {
    this.destinations = new MemoryDestinations(limits, executor);
    try {
      this.folder = Files.createTempDirectory("served");
      this.socket = folder.resolve("plugin.sock");
      this.server =
          new PluginServer(
              UnixDomainSocketAddress.of(socket),
              new PluginServices(new PluginInfo("postgresql", "1.2.3"), destinations, patience));
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.client = PluginClient.unix(socket);
  }

  /** A plugin that was initialized with the database {@code main}. */
  static ServedPlugin initialized(BatchLimits limits, Executor executor) {
    ServedPlugin plugin = new ServedPlugin(limits, executor);
    plugin.client.init("main");
    return plugin;
  }

  /** The same, with a destination that commits each row alone, and some patience. */
  static ServedPlugin rowByRow(EndingPatience patience) {
    BatchLimits limits = new BatchLimits(1, 1L << 40, Duration.ofHours(1), 1L << 40);
    ServedPlugin plugin = new ServedPlugin(limits, ForkJoinPool.commonPool(), patience);
    plugin.client.init("main");
    return plugin;
  }

  static ServedPlugin initialized() {
    return initialized(WIDE, ForkJoinPool.commonPool());
  }

  /** A further connection, which the caller closes. */
  PluginClient connect() {
    return PluginClient.unix(socket);
  }

  /** The database of that name. */
  MemoryDatabase main() {
    return destinations.database("main");
  }

  @Override
  public void close() {
    client.close();
    server.close();
    try {
      Files.deleteIfExists(socket);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
