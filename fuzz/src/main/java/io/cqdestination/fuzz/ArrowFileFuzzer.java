package io.cqdestination.fuzz;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.grpc.file.ArrowFile;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Arrow files, as the command load reads them. A stream has to be read from a pipe as it is from a
 * file.
 */
public final class ArrowFileFuzzer {
  private static final Path PIPE = Path.of("pipe");

  private ArrowFileFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    String ofFile;
    try (InputFile file = InputFile.of(input, ".arrow")) {
      MemoryLimit.hold(() -> outcome(() -> ArrowFile.open(file.path())));
      ofFile = outcome(() -> ArrowFile.open(file.path()));
    }
    if (!ArrowFile.hasFooter(input)) {
      String ofPipe =
          outcome(() -> ArrowFile.open(Channels.newChannel(new ByteArrayInputStream(input)), PIPE));
      if (!ofPipe.equals(ofFile)) {
        throw new AssertionError("from a pipe %s, else %s".formatted(ofPipe, ofFile));
      }
    }
  }

  private static String outcome(Supplier<ArrowFile> opened) throws InterruptedException {
    StringBuilder outcome = new StringBuilder();
    try (ArrowFile file = opened.get()) {
      file.batches(batch -> outcome.append(BatchText.of(batch)));
    } catch (InvalidInput refused) {
      outcome.append(" refused");
    }
    return outcome.toString();
  }
}
