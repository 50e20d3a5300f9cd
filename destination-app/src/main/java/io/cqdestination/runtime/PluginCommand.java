package io.cqdestination.runtime;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.runtime.distribution.PackagingException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The binary itself: its version, its help and its commands. */
@Command(
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "COMMAND --help tells more of a command.",
    },
    synopsisSubcommandLabel = "COMMAND")
final class PluginCommand implements Runnable {
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
  static int statusWhenStopped(String[] arguments) {
    boolean serves = arguments.length > 0 && arguments[0].equals("serve");
    return serves ? CommandLine.ExitCode.OK : INTERRUPTED;
  }

  /** Runs a command line and returns the process's exit status. */
  static int run(String[] arguments, DestinationPlugin plugin, StopSignal stop) {
    return line(plugin, stop)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setExecutionExceptionHandler(PluginCommand::report)
        .setParameterExceptionHandler(PluginCommand::refuse)
        .execute(arguments);
  }

  private static CommandLine line(DestinationPlugin plugin, StopSignal stop) {
    PluginDescription described = plugin.description();
    CommandLine line = new CommandLine(new PluginCommand());
    line.getCommandSpec()
        .name(described.executable())
        .version(described.name() + " " + described.version())
        .usageMessage()
        .description(described.summary());
    line.addSubcommand("serve", new ServeCommand(plugin, stop))
        .addSubcommand("info", new InfoCommand(described));
    plugin
        .preview()
        .ifPresent(preview -> line.addSubcommand("plan", new PlanCommand(plugin, preview)));
    line.addSubcommand("load", new LoadCommand(plugin, stop))
        .addSubcommand("doc", new DocCommand(plugin))
        .addSubcommand("package", new PackageCommand(plugin));
    plugin.environment().ifPresent(environment -> EnvironmentHelp.add(line, environment));
    return line;
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
