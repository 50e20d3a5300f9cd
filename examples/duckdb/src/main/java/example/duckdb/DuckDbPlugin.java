package example.duckdb;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.runtime.DestinationApp;
import io.cqdestination.runtime.DestinationPlugin;
import io.cqdestination.runtime.PluginDescription;
import java.util.TimeZone;

/** The plugin, and its program. */
final class DuckDbPlugin implements DestinationPlugin {
  public static void main(String[] arguments) {
    // DuckDB's driver takes times for those of this zone.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    DestinationApp.run(arguments, new DuckDbPlugin());
  }

  @Override
  public PluginDescription description() {
    return new PluginDescription("duckdb", "example", "1.0.0", "Writes into DuckDB.");
  }

  @Override
  public DestinationFactory factory(SyncMeter meter) {
    return new DuckDbFactory(meter);
  }
}
