package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.testkit.plugin.PluginProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What one run of the packaged plugin cost.
 *
 * @param socketMillis from the start of the process until it accepts connections
 * @param initMillis from the start of the process until Init is answered
 * @param writeSeconds the Write call
 * @param processorSeconds the process until then
 * @param peakMebibytes most resident memory of the process
 */
record PluginMeasurement(
    long socketMillis,
    long initMillis,
    double writeSeconds,
    double processorSeconds,
    long peakMebibytes) {

  /** Starts the plugin as the CLI does, sends it a stream, and stops it. */
  static PluginMeasurement of(Path binary, Database database, RecordedStream stream)
      throws IOException {
    return of(binary, database.connectionString(), stream);
  }

  /** The same, with a connection string that may lead over a line. */
  static PluginMeasurement of(Path binary, String connectionString, RecordedStream stream)
      throws IOException {
    long start = System.nanoTime();
    try (PluginProcess plugin = PluginProcess.start(binary)) {
      long socket = System.nanoTime();
      plugin.client().init("{\"connection_string\": \"%s\"}".formatted(connectionString));
      long init = System.nanoTime();
      stream.send(plugin.client());
      long end = System.nanoTime();
      long peak = peakMebibytes(plugin.pid());
      double processor = processorSeconds(plugin.pid());
      int status = plugin.interrupt();
      if (status != 0) {
        throw new IllegalStateException("the plugin ended with status " + status);
      }
      return new PluginMeasurement(
          TimeUnit.NANOSECONDS.toMillis(socket - start),
          TimeUnit.NANOSECONDS.toMillis(init - start),
          (end - init) / 1e9,
          processor,
          peak);
    }
  }

  /** 0 where the system does not count it. */
  static double processorSeconds(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(spent -> spent.toMillis() / 1e3)
        .orElse(0.0);
  }

  /** Resident memory at the moment, in MiB; 0 where the system does not count it. */
  static long residentMebibytes(long pid) throws IOException {
    return statusMebibytes(pid, "VmRSS:");
  }

  /** Most resident memory so far, in MiB; 0 where the system does not count it. */
  private static long peakMebibytes(long pid) throws IOException {
    return statusMebibytes(pid, "VmHWM:");
  }

  /** Linux counts it (proc(5), in kB). */
  private static long statusMebibytes(long pid, String field) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }
}
