package example.duckdb;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.grpc.service.PluginInfo;
import io.cqdestination.grpc.service.PluginServices;
import java.net.InetSocketAddress;
import java.util.TimeZone;

/** Serves the plugin at a port of this machine, for {@code registry: grpc}. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    // DuckDB's driver takes times for those of this zone.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    int port = Integer.parseInt(arguments[0]);
    try (PluginServer server =
        new PluginServer(
            new InetSocketAddress("127.0.0.1", port),
            new PluginServices(
                new PluginInfo("duckdb", "0.1.0"), new DuckDbFactory(SyncMeter.NONE)))) {
      server.start();
      server.awaitTermination();
    }
  }
}
