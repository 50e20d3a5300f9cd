package example;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.runtime.DestinationApp;
import io.cqdestination.runtime.DestinationPlugin;
import io.cqdestination.runtime.PluginDescription;

/** The plugin's names, and its entry. */
public final class ExamplePlugin implements DestinationPlugin {

  public static void main(String[] arguments) {
    DestinationApp.run(arguments, new ExamplePlugin());
  }

  @Override
  public PluginDescription description() {
    return new PluginDescription("example", "example", "1.0.0", "Keeps no row: a place to begin.");
  }

  @Override
  public DestinationFactory factory(SyncMeter meter) {
    return new ExampleFactory(meter);
  }
}
