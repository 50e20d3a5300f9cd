package io.cqdestination.app;

import io.cqdestination.app.command.PluginCommand;
import io.cqdestination.app.command.StopSignal;
import java.util.Locale;

/** The binary's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // SQL and messages have the same digits wherever the program runs.
    Locale.setDefault(Locale.US);
    // Early, so that a signal during start-up ends with the same status as later.
    StopSignal stop = StopSignal.listen(PluginCommand.statusWhenStopped(arguments));
    int status = PluginCommand.run(arguments, stop);
    System.out.flush();
    System.exit(status);
  }
}
