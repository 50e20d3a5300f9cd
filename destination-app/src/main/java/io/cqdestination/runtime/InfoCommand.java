package io.cqdestination.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Prints JSON about the build. */
@Command(
    name = "info",
    description = "Print JSON about this build.",
    footerHeading = "%nExample:%n",
    footer = "  ${COMMAND-FULL-NAME}",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  private final PluginDescription plugin;

  @CommandLine.Spec private @Nullable CommandSpec spec;

  InfoCommand(PluginDescription plugin) {
    this.plugin = plugin;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("name", plugin.name());
    info.put("kind", "destination");
    info.put("version", plugin.version());
    info.put("protocols", List.of(3));
    info.put("java", Runtime.version().toString());
    info.put("os", System.getProperty("os.name"));
    info.put("arch", System.getProperty("os.arch"));
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(info));
    }
    return 0;
  }
}
