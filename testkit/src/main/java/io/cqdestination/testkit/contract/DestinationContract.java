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
 *     return ServedDestination.inProcess(
 *         "{\"path\": \"…\"}", socket -> DestinationApp.serve(socket, new DuckDbPlugin()));
 *   }
 * }
 * }</pre>
 */
@Timeout(300)
public abstract class DestinationContract
    implements ProtocolContract,
        InitContract,
        TypeContract,
        LayoutContract,
        WriteContract,
        BatchContract,
        NameContract,
        DeleteContract,
        MigrationContract,
        KeyMigrationContract,
        ConstraintMigrationContract,
        StreamContract,
        CancelContract,
        InputContract {
  private @Nullable ServedDestination served;
  private boolean initialized;

  /** Starts the plugin, for one test; its store is new and empty. */
  protected abstract ServedDestination start() throws Exception;

  /**
   * How many rows of a kibibyte are several batches. To be overridden where a batch may have more
   * than half of the number that stands here, and more than half of its bytes.
   */
  @Override
  public int rowsOfManyBatches() {
    return 30_000;
  }

  @BeforeEach
  public final void startDestination() throws Exception {
    initialized = false;
    served = start();
  }

  @AfterEach
  public final void stopDestination() throws Exception {
    if (served != null) {
      served.close();
    }
  }

  @Override
  public final PluginClient client() {
    PluginClient client = uninitialized();
    if (!initialized) {
      client.init(spec());
      initialized = true;
    }
    return client;
  }

  @Override
  public final PluginClient uninitialized() {
    return Objects.requireNonNull(served).client();
  }

  @Override
  public final String spec() {
    return Objects.requireNonNull(served).spec();
  }
}
