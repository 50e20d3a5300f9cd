package io.cqdestination.runtime;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the help says of a plugin that can do without a configuration. */
final class EnvironmentHelp {
  private EnvironmentHelp() {}

  static void add(CommandLine root, EnvironmentSpec environment) {
    root.getCommandSpec()
        .usageMessage()
        .footer(
            "",
            "To write a file into a database, without the CLI:",
            "  " + environment.example() + " \\",
            "    ${COMMAND-NAME} load events.parquet",
            "",
            "COMMAND --help tells more of a command.");
    for (String name : List.of("load", "plan")) {
      CommandLine command = root.getSubcommands().get(name);
      if (command != null) {
        explain(command.getCommandSpec().usageMessage(), environment);
      }
    }
  }

  private static void explain(UsageMessageSpec usage, EnvironmentSpec environment) {
    usage.description(
        Stream.concat(Stream.of(usage.description()), Stream.of(environment.description()))
            .toArray(String[]::new));
    usage.footer(
        Stream.concat(
                Stream.of(
                    "  " + environment.example() + " \\",
                    "      ${COMMAND-FULL-NAME} events.parquet"),
                Stream.of(usage.footer()))
            .toArray(String[]::new));
  }
}
