package io.cqdestination.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that the CLI passes to every plugin and that change nothing here. */
final class IgnoredOptions {
  @Option(names = "--no-sentry", description = "Accepted: this plugin reports nothing to anybody.")
  private boolean noSentry;

  @Option(names = "--license", description = "Accepted: this plugin needs no license.")
  private @Nullable Path license;

  @Option(names = "--otel-endpoint", description = "Accepted: this version exports no telemetry.")
  private @Nullable String otelEndpoint;

  @Option(names = "--otel-endpoint-insecure", description = "Accepted with --otel-endpoint.")
  private boolean otelEndpointInsecure;

  @Option(
      names = "--otel-endpoint-headers",
      split = ",",
      description = "Accepted with --otel-endpoint.")
  private Map<String, String> otelEndpointHeaders = Map.of();

  @Option(names = "--otel-endpoint-urlpath", description = "Accepted with --otel-endpoint.")
  private @Nullable String otelEndpointUrlPath;

  /** Those given that a user may expect something of. */
  List<String> disappointing() {
    List<String> names = new ArrayList<>();
    if (otelEndpoint != null
        || otelEndpointUrlPath != null
        || otelEndpointInsecure
        || !otelEndpointHeaders.isEmpty()) {
      names.add("--otel-endpoint: this version exports no telemetry");
    }
    return names;
  }

  /** Those given that nobody will miss. */
  List<String> harmless() {
    List<String> names = new ArrayList<>();
    if (noSentry) {
      names.add("--no-sentry");
    }
    if (license != null) {
      names.add("--license");
    }
    return names;
  }
}
