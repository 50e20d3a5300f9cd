package example;

import io.cqdestination.runtime.spec.SpecObject;

/** What stands in the destination's inner spec; {@code spec.schema.json} says the same to the CLI. */
record ExampleSpec(String path, int batchSize) {
  private static final long DEFAULT_BATCH_SIZE = 10_000;

  static ExampleSpec of(SpecObject spec) {
    return new ExampleSpec(
        spec.requiredText("path"),
        (int) spec.limit("batch_size", DEFAULT_BATCH_SIZE, Integer.MAX_VALUE));
  }
}
