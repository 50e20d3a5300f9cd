package io.cqdestination.fuzz;

import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.app.spec.SpecReader;
import io.cqdestination.runtime.spec.InvalidSpec;
import io.cqdestination.runtime.spec.ReadSpec;

/** Specs as they arrive with Init. A refusal has the words that users of the CLI look for. */
public final class SpecFuzzer {
  private static final SpecReader READER = new SpecReader();

  private SpecFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    MemoryLimit.hold(() -> read(input));
  }

  private static void read(byte[] input) {
    try {
      ReadSpec<DestinationSpec> read = READER.read(input);
      Secret.checkAbsent(read.spec().toString());
    } catch (InvalidSpec refused) {
      Secret.checkAbsent(refused);
      Secret.checkAbsent(refused.description());
      if (!refused.description().startsWith("failed to unmarshal spec: ")
          && !refused.description().startsWith("failed to validate spec: ")) {
        throw new AssertionError("other words: " + refused.description(), refused);
      }
    }
  }
}
