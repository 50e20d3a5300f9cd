package io.cqdestination.app.command;

import io.cqdestination.app.info.BuildInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The binary itself: its version, its help and its commands. */
@Command(
    name = "cloudquery-destination-postgresql",
    description = "CloudQuery destination plugin for PostgreSQL and CockroachDB.",
    mixinStandardHelpOptions = true,
    versionProvider = PluginCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class PluginCommand implements Runnable {
  /** The text of {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {BuildInfo.NAME + " " + BuildInfo.version()};
    }
  }

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PluginCommand() {
    this.spec = CommandLine.Model.CommandSpec.create();
  }

  /** Runs a command line and returns the process's exit status. */
  public static int run(String[] arguments, StopSignal stop) {
    return new CommandLine(new PluginCommand())
        .addSubcommand("serve", new ServeCommand(stop))
        .addSubcommand("info", new InfoCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing, such as serve");
  }
}
