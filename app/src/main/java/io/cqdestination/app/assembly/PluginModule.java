package io.cqdestination.app.assembly;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.runtime.MigrationPreview;

/** How the objects of the process are made. */
@Module(subcomponents = DestinationComponent.class)
abstract class PluginModule {
  @Provides
  static ClientEnvironment clientEnvironment() {
    return ClientEnvironment.ofProcess();
  }

  @Binds
  abstract DestinationFactory destinationFactory(PostgresDestinationFactory factory);

  @Binds
  abstract MigrationPreview migrationPreview(PostgresDestinationFactory factory);
}
