package io.cqdestination.runtime;

import io.cqdestination.runtime.telemetry.Collector;
import io.cqdestination.runtime.telemetry.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where measurements go. The options are those of the official SDKs. */
final class TelemetryOptions {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--otel-endpoint",
      description =
          "OpenTelemetry collector that takes OTLP over HTTP: host:port, or a URL (default: none).")
  private @Nullable String endpoint;

  @Option(names = "--otel-endpoint-insecure", description = "Speak to host:port without TLS.")
  private boolean insecure;

  @Option(
      names = "--otel-endpoint-headers",
      split = ",",
      paramLabel = "name=value",
      description = "Headers of each request to the collector.")
  private List<String> headers = List.of();

  @Option(
      names = "--otel-endpoint-urlpath",
      description = "Path at the collector instead of /v1/traces, /v1/metrics and /v1/logs.")
  private String path = "";

  /** Starts to measure, where an endpoint is given. */
  Telemetry start(PluginDescription plugin) {
    if (endpoint == null || endpoint.isBlank()) {
      return Telemetry.OFF;
    }
    Collector collector;
    try {
      collector = Collector.of(endpoint.strip(), insecure, path.strip(), headers);
    } catch (IllegalArgumentException malformed) {
      String words = "--otel-endpoint: " + malformed.getMessage();
      throw command == null
          ? new IllegalStateException(words, malformed)
          : new ParameterException(command.commandLine(), words, malformed);
    }
    return Telemetry.to(collector, plugin.executable(), plugin.version());
  }
}
