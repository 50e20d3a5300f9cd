package io.cqdestination.app.command;

import io.cqdestination.app.distribution.PackagingException;
import io.cqdestination.app.info.BuildInfo;
import io.cqdestination.core.failure.DestinationException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The binary itself: its version, its help and its commands. */
@Command(
    name = "cloudquery-destination-postgresql",
    description = "CloudQuery destination plugin for PostgreSQL and CockroachDB.",
    mixinStandardHelpOptions = true,
    versionProvider = PluginCommand.Version.class,
    footer = {
      "",
      "To write a file into a database, without the CLI:",
      "  DATABASE_URL=postgres://user:password@localhost:5432/database \\",
      "    cloudquery-destination-postgresql load events.parquet",
      "",
      "COMMAND --help tells more of a command.",
    },
    synopsisSubcommandLabel = "COMMAND")
public final class PluginCommand implements Runnable {
  /** The text of {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {BuildInfo.NAME + " " + BuildInfo.version()};
    }
  }

  /** What shells report of a program that was interrupted. */
  static final int INTERRUPTED = 130;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PluginCommand() {
    this.spec = CommandLine.Model.CommandSpec.create();
  }

  /**
   * The exit status of a process that is told to end: that is how the CLI ends one that serves, and
   * how people break off everything else.
   */
  public static int statusWhenStopped(String[] arguments) {
    boolean serves = arguments.length > 0 && arguments[0].equals("serve");
    return serves ? CommandLine.ExitCode.OK : INTERRUPTED;
  }

  /** Runs a command line and returns the process's exit status. */
  public static int run(String[] arguments, StopSignal stop) {
    return new CommandLine(new PluginCommand())
        .addSubcommand("serve", new ServeCommand(stop))
        .addSubcommand("info", new InfoCommand())
        .addSubcommand("plan", new PlanCommand())
        .addSubcommand("load", new LoadCommand(stop))
        .addSubcommand("doc", new DocCommand())
        .addSubcommand("package", new PackageCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setExecutionExceptionHandler(PluginCommand::report)
        .setParameterExceptionHandler(PluginCommand::refuse)
        .execute(arguments);
  }

  /** What is wrong, last on the screen: all options of a command would push it out of sight. */
  private static int refuse(CommandLine.ParameterException wrong, String[] arguments) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println(wrong.getMessage());
    var _ = CommandLine.UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
    if (line.getParent() == null) {
      line.usage(line.getErr());
    } else {
      line.getErr().println(line.getCommandSpec().qualifiedName() + " --help tells what there is");
    }
    return CommandLine.ExitCode.USAGE;
  }

  /** One line for what a user can set right; a stack trace for what nobody foresaw. */
  private static int report(Exception failure, CommandLine line, CommandLine.ParseResult arguments)
      throws Exception {
    String words =
        switch (failure) {
          case DestinationException known -> known.getMessage();
          case PackagingException missing -> missing.getMessage();
          case NoSuchFileException missing -> "no such file: " + missing.getFile();
          case FileSystemException refused -> "cannot use the file " + refused.getMessage();
          default -> throw failure;
        };
    line.getErr().println(words);
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing, such as serve");
  }
}
