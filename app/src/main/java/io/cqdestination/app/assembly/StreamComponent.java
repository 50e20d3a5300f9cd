package io.cqdestination.app.assembly;

import dagger.Subcomponent;
import io.cqdestination.core.sync.StreamPorts;

/** The objects of one stream. */
@StreamScope
@Subcomponent(modules = StreamModule.class)
interface StreamComponent {
  StreamPorts ports();

  /** Makes the component for a new stream. */
  @Subcomponent.Factory
  interface Factory {
    StreamComponent create();
  }
}
