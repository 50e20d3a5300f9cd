package io.cqdestination.runtime;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.runtime.distribution.PackagingException;
import io.cqdestination.runtime.distribution.RegistryPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes the folder that the registry takes. The options are those of the official SDKs. */
@Command(
    name = "package",
    description = "Make the distribution folder that a registry takes.",
    footerHeading = "%nExample:%n",
    footer = "  ${COMMAND-FULL-NAME} -m @CHANGELOG.md v0.1.0 .",
    mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {
  private final DestinationPlugin plugin;

  @CommandLine.Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "VERSION",
      description = "The version to publish, such as v1.2.3; it must be that of the executables.")
  private String version = "";

  @Parameters(
      index = "1",
      paramLabel = "PLUGIN_DIRECTORY",
      description = "The project's folder, in which Maven was run with -Pdist package.")
  private Path pluginDirectory = Path.of(".");

  @Option(
      names = {"-m", "--message"},
      required = true,
      paramLabel = "MESSAGE",
      description = "What is new in this version, in Markdown; @FILE reads it from a file.")
  private String message = "";

  @Option(
      names = {"-D", "--dist-dir"},
      paramLabel = "DIRECTORY",
      description = "Where to write (default: PLUGIN_DIRECTORY/dist).")
  private @Nullable Path distributionDirectory;

  @Option(
      names = "--docs-dir",
      paramLabel = "DIRECTORY",
      description = "Where the Markdown pages are (default: PLUGIN_DIRECTORY/docs).")
  private @Nullable Path pagesDirectory;

  @Option(
      names = "--binaries-dir",
      paramLabel = "DIRECTORY",
      description = "Where the self-contained executables are (default: where -Pdist makes them).")
  private @Nullable Path binariesDirectory;

  PackageCommand(DestinationPlugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public Integer call() throws IOException, PackagingException {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    PluginDescription described = plugin.description();
    if (!version.equals("v" + described.version())) {
      throw new ParameterException(
          line,
          "the version '%s' is not that of the executables, v%s"
              .formatted(version, described.version()));
    }
    Path folder = orElse(distributionDirectory, "dist");
    RegistryPackage registryPackage =
        new RegistryPackage(
            described.team(),
            described.name(),
            described.executable(),
            plugin.factory(SyncMeter.NONE).specSchema());
    for (String file :
        registryPackage.write(
            folder,
            orElse(binariesDirectory, plugin.module().resolve("target/dist").toString()),
            orElse(pagesDirectory, "docs"),
            version,
            message.startsWith("@") ? Files.readString(Path.of(message.substring(1))) : message)) {
      line.getOut().println(folder.resolve(file));
    }
    return 0;
  }

  private Path orElse(@Nullable Path given, String usual) {
    return given == null ? pluginDirectory.resolve(usual) : given;
  }
}
