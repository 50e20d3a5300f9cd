package io.cqdestination.testkit.contract;

import io.cqdestination.testkit.plugin.PluginClient;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every destination has to hold, over the protocol. A destination's test extends it and says
 * how its plugin is started, in this process or as an executable:
 *
 * <pre>{@code
 * class DuckDbTest extends DestinationContract {
 *   @Override
 *   protected ServedDestination start() throws Exception {
 *     return ServedDestination.inProcess("{\"path\": \"…\"}", socket -> …);
 *   }
 * }
 * }</pre>
 */
@Timeout(300)
public abstract class DestinationContract
    implements ProtocolContract,
        TypeContract,
        WriteContract,
        NameContract,
        DeleteContract,
        MigrationContract,
        StreamContract {
  private @Nullable ServedDestination served;

  /** Starts the plugin, for one test; its store is new and empty. */
  protected abstract ServedDestination start() throws Exception;

  @BeforeEach
  public final void startDestination() throws Exception {
    served = start();
    client().init(spec());
  }

  @AfterEach
  public final void stopDestination() throws Exception {
    if (served != null) {
      served.close();
    }
  }

  @Override
  public final PluginClient client() {
    return Objects.requireNonNull(served).client();
  }

  @Override
  public final String spec() {
    return Objects.requireNonNull(served).spec();
  }
}
