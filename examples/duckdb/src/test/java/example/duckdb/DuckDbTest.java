package example.duckdb;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.grpc.service.PluginInfo;
import io.cqdestination.grpc.service.PluginServices;
import io.cqdestination.testkit.contract.DestinationContract;
import io.cqdestination.testkit.contract.ServedDestination;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every destination has to hold, of this one. */
class DuckDbTest extends DestinationContract {
  @TempDir Path folder;

  @Override
  protected ServedDestination start() throws Exception {
    return ServedDestination.inProcess(
        "{\"path\": \"%s\"}".formatted(folder.resolve("test.duckdb")),
        socket -> {
          PluginServer server =
              new PluginServer(
                  UnixDomainSocketAddress.of(socket),
                  new PluginServices(
                      new PluginInfo("duckdb", "0.1.0"), new DuckDbFactory(SyncMeter.NONE)));
          server.start();
          return server;
        });
  }
}
