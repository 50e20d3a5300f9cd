package io.cqdestination.app.assembly;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.cqdestination.app.info.BuildInfo;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.grpc.service.PluginInfo;
import io.cqdestination.grpc.service.PluginServices;
import io.cqdestination.postgres.connection.ClientEnvironment;
import javax.inject.Singleton;

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

  @Provides
  @Singleton
  static PluginServices pluginServices(DestinationFactory factory) {
    return new PluginServices(new PluginInfo(BuildInfo.NAME, BuildInfo.version()), factory);
  }
}
