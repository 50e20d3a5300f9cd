package io.cqdestination.app.assembly;

import dagger.Component;
import io.cqdestination.grpc.service.PluginServices;
import javax.inject.Singleton;

/** The objects of the process. */
@Singleton
@Component(modules = PluginModule.class)
public interface PluginComponent {
  PluginServices services();
}
