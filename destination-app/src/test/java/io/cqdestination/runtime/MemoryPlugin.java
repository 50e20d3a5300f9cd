package io.cqdestination.runtime;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;

/** The least that a plugin is made of: its destination is in memory, and gone with the process. */
final class MemoryPlugin implements DestinationPlugin {

  public static void main(String[] arguments) {
    DestinationApp.run(arguments, new MemoryPlugin());
  }

  @Override
  public PluginDescription description() {
    return new PluginDescription("memory", "somebody", "1.2.3", "Keeps rows in memory.");
  }

  @Override
  public DestinationFactory factory(SyncMeter meter) {
    return new MemoryDestinations(meter);
  }
}
