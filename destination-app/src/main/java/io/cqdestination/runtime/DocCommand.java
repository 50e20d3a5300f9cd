package io.cqdestination.runtime;

import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.runtime.documentation.DocumentationPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes the plugin's pages. The official SDKs write a page for each table of the plugin; a
 * destination has none of its own, so these are the pages about its use.
 */
@Command(
    name = "doc",
    description = "Write the plugin's pages into a folder.",
    footerHeading = "%nExample:%n",
    footer = "  ${ROOT-COMMAND-NAME} doc docs",
    mixinStandardHelpOptions = true)
final class DocCommand implements Callable<Integer> {
  private final DestinationPlugin plugin;

  @Parameters(
      paramLabel = "DIRECTORY",
      description = "Where to write; it is made if it is not there.")
  private Path directory = Path.of(".");

  @Option(
      names = "--format",
      defaultValue = "markdown",
      description =
          "markdown, or json: the list of the plugin's own tables, __tables.json, which is empty"
              + " for a destination (default: ${DEFAULT-VALUE}).")
  private Format format = Format.MARKDOWN;

  DocCommand(DestinationPlugin plugin) {
    this.plugin = plugin;
  }

  /** What is written. */
  enum Format {
    MARKDOWN,
    JSON
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(directory);
    switch (format) {
      case MARKDOWN -> {
        String schema = plugin.factory(SyncMeter.NONE).specSchema();
        for (Map.Entry<String, String> page :
            DocumentationPages.of(plugin.pagesBeside(), schema).entrySet()) {
          Files.writeString(directory.resolve(page.getKey()), page.getValue());
        }
      }
      case JSON -> Files.writeString(directory.resolve("__tables.json"), "[]\n");
    }
    return 0;
  }
}
