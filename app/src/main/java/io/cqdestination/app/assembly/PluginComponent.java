package io.cqdestination.app.assembly;

import dagger.BindsInstance;
import dagger.Component;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.grpc.service.PluginServices;
import javax.inject.Singleton;

/** The objects of the process. */
@Singleton
@Component(modules = PluginModule.class)
public interface PluginComponent {
  PluginServices services();

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
