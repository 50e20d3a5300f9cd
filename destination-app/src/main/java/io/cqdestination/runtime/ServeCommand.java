package io.cqdestination.runtime;

import ch.qos.logback.classic.Level;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.runtime.logging.LogFormat;
import io.cqdestination.runtime.logging.Logging;
import io.cqdestination.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the plugin protocol until a signal comes. The options are those of the official SDKs. */
@Command(
    name = "serve",
    description = "Serve the CloudQuery plugin protocol.",
    footerHeading = "%nExample:%n",
    footer = "  ${COMMAND-FULL-NAME} --address localhost:7777 --log-level debug",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  private final DestinationPlugin plugin;
  private final StopSignal stop;

  @Option(
      names = "--address",
      defaultValue = "localhost:7777",
      description =
          "Address to listen on: host:port, or a path with --network unix (default:"
              + " ${DEFAULT-VALUE}).")
  private String address = "";

  @Option(
      names = "--network",
      defaultValue = "tcp",
      description = "tcp or unix (default: ${DEFAULT-VALUE}).")
  private Network network = Network.TCP;

  @Option(
      names = "--log-level",
      defaultValue = "info",
      description = "trace, debug, info, warn or error (default: ${DEFAULT-VALUE}).")
  private LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = "--log-format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private LogFormat logFormat = LogFormat.TEXT;

  @Mixin private TelemetryOptions telemetryOptions = new TelemetryOptions();

  @Mixin private IgnoredOptions ignored = new IgnoredOptions();

  ServeCommand(DestinationPlugin plugin, StopSignal stop) {
    this.plugin = plugin;
    this.stop = stop;
  }

  /** The levels of the CLI. */
  enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.start(logFormat, Level.valueOf(logLevel.name()), plugin.quietLoggers());
    try (Telemetry telemetry = telemetryOptions.start(plugin.description())) {
      return serve(telemetry.meter());
    }
  }

  private int serve(SyncMeter meter) throws InterruptedException {
    GarbageLimit.start();
    PluginServer server = DestinationApp.server(network.parse(address), plugin, meter);
    stop.onReceived(server::close);
    try {
      server.start();
    } catch (IOException failure) {
      log.error("cannot listen on {}: {}", address, rootMessage(failure));
      server.close();
      return 1;
    }
    log.atInfo().addKeyValue("address", address).log("plugin server listening");
    ignored.given().forEach(name -> log.debug("ignored {}", name));
    server.awaitTermination();
    return 0;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
