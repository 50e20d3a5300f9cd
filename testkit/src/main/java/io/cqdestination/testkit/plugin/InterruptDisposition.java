package io.cqdestination.testkit.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether this process ignores SIGINT, as one started in a shell's background does. Its children
 * inherit that, and a JVM that inherits it never gets the signal, whatever handler it sets.
 */
final class InterruptDisposition {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String IGNORED_SIGNALS = "SigIgn:";
  private static final int HEXADECIMAL = 16;

  /** Signal n is bit n - 1; SIGINT is signal 2. */
  private static final long INTERRUPT = 0b10;

  private InterruptDisposition() {}

  /** What to put before a command so that it can be interrupted; empty when it can be anyway. */
  static List<String> restoringPrefix() throws IOException {
    boolean ignored = Files.exists(STATUS) && isIgnored(Files.readAllLines(STATUS));
    return ignored ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** Reads Linux's account of a process, see proc_pid_status(5). */
  static boolean isIgnored(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(IGNORED_SIGNALS))
        .map(line -> line.substring(IGNORED_SIGNALS.length()).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, HEXADECIMAL) & INTERRUPT) != 0);
  }
}
