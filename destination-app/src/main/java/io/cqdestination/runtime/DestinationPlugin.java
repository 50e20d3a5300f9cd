package io.cqdestination.runtime;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A destination, as its program has to know it. It is made before the command line is read, so what
 * takes time belongs into {@link #factory}. Thread-safe.
 */
public interface DestinationPlugin {

  /** Its names. */
  PluginDescription description();

  /**
   * What opens the destination; asked for once, by the command that needs it.
   *
   * @param meter to be told what every stream does, as {@link
   *     io.cqdestination.core.sync.DatabaseDestination} does it
   */
  DestinationFactory factory(SyncMeter meter);

  /** What {@code plan} prints; without it there is no such command. */
  default Optional<MigrationPreview> preview() {
    return Optional.empty();
  }

  /** Where {@code load} and {@code plan} write without {@code -c}; without it they need one. */
  default Optional<EnvironmentSpec> environment() {
    return Optional.empty();
  }

  /**
   * A class of the plugin's jar; the pages that {@code doc} writes are the files {@code *.md} in
   * the folder {@code documentation} beside it. There need be none.
   */
  default Class<?> pagesBeside() {
    return getClass();
  }

  /** Names of loggers, such as {@code org.jooq}, that are heard from warnings on only. */
  default List<String> quietLoggers() {
    return List.of();
  }

  /** The folder, from the project's, of the module whose build makes the executable. */
  default Path module() {
    return Path.of("");
  }
}
