package io.cqdestination.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.app.info.BuildInfo;
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
    footer = "  cloudquery-destination-postgresql info",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  @CommandLine.Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("name", BuildInfo.NAME);
    info.put("kind", "destination");
    info.put("version", BuildInfo.version());
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
