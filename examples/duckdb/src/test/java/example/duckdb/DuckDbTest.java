package example.duckdb;

import io.cqdestination.runtime.DestinationApp;
import io.cqdestination.testkit.contract.DestinationContract;
import io.cqdestination.testkit.contract.ServedDestination;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every destination has to hold, of this one. */
class DuckDbTest extends DestinationContract {
  @TempDir Path folder;

  @Override
  protected ServedDestination start() throws Exception {
    return ServedDestination.inProcess(
        "{\"path\": \"%s\"}".formatted(folder.resolve("test.duckdb")),
        socket -> DestinationApp.serve(socket, new DuckDbPlugin()));
  }
}
