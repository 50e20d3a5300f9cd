package io.cqdestination.app.assembly;

import dagger.BindsInstance;
import dagger.Component;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.runtime.MigrationPreview;

/** The objects of the process. */
@Component(modules = PluginModule.class)
public interface PluginComponent {
  MigrationPreview migrationPreview();

  DestinationFactory destinationFactory();

  /** Makes the component of a process. */
  @Component.Factory
  interface Factory {
    /**
     * @param meter told what every stream of the process does
     */
    PluginComponent create(@BindsInstance SyncMeter meter);
  }
}
