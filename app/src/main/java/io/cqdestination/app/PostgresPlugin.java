package io.cqdestination.app;

import io.cqdestination.app.assembly.DaggerPluginComponent;
import io.cqdestination.app.assembly.PluginComponent;
import io.cqdestination.app.info.BuildInfo;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.runtime.DestinationPlugin;
import io.cqdestination.runtime.EnvironmentSpec;
import io.cqdestination.runtime.MigrationPreview;
import io.cqdestination.runtime.PluginDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** This plugin. Thread-safe. */
final class PostgresPlugin implements DestinationPlugin {
  private final PluginDescription description =
      new PluginDescription(
          "postgresql",
          "cqdestination",
          BuildInfo.version(),
          "CloudQuery destination plugin for PostgreSQL and CockroachDB.");

  @Override
  public PluginDescription description() {
    return description;
  }

  @Override
  public DestinationFactory factory(SyncMeter meter) {
    return component(meter).destinationFactory();
  }

  @Override
  public Optional<MigrationPreview> preview() {
    return Optional.of(
        (spec, wanted) -> component(SyncMeter.NONE).migrationPreview().script(spec, wanted));
  }

  @Override
  public Optional<EnvironmentSpec> environment() {
    return Optional.of(new DatabaseVariables());
  }

  @Override
  public List<String> quietLoggers() {
    // The last one's trace has what tokens are signed with.
    return List.of("org.jooq", "okhttp3", "software.amazon");
  }

  @Override
  public Path module() {
    return Path.of("app");
  }

  private static PluginComponent component(SyncMeter meter) {
    return DaggerPluginComponent.factory().create(meter);
  }
}
