package io.cqdestination.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that the CLI passes to every plugin and that change nothing here. */
final class IgnoredOptions {
  @Option(names = "--no-sentry", description = "Accepted: this plugin reports nothing to anybody.")
  private boolean noSentry;

  @Option(names = "--license", description = "Accepted: this plugin needs no license.")
  private @Nullable Path license;

  /** Those given. */
  List<String> given() {
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
