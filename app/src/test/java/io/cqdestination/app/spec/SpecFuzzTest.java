package io.cqdestination.app.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.runtime.spec.InvalidSpec;
import io.cqdestination.runtime.spec.ReadSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever arrives as a spec is read or refused in words, and its password stays unsaid. */
class SpecFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final String SECRET = "Qx7Zw9Kj";
  private static final byte[] SPEC =
      """
      {"connection_string": "postgres://jack:%s@h/d", "batch_size": 10, "batch_timeout": "1m30s",
       "pgx_log_level": "info", "create_performance_indexes": true, "lakebase": null,
       "pgvector_config": null, "retry_on_deadlock": 2, "retry_timeout": "5s"}
      """
          .formatted(SECRET)
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] TELLING =
      "{}[]\",:\\\0019-eE.tfn \u00ff".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void bytes_changed_at_random_are_read_or_refused() {
    Random random = new Random(11);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] spec = changed(random);
      try {
        ReadSpec<DestinationSpec> result = new SpecReader().read(spec);
        assertThat(result.spec().toString()).doesNotContain(SECRET);
      } catch (InvalidSpec refused) {
        assertThat(refused.getMessage()).startsWith("the spec is invalid").doesNotContain(SECRET);
      }
    }
  }

  private static byte[] changed(Random random) {
    byte[] spec = SPEC.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(spec.length);
      switch (random.nextInt(4)) {
        case 0 -> spec[at] = TELLING[random.nextInt(TELLING.length)];
        case 1 -> spec[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> spec = Arrays.copyOf(spec, Math.max(1, at));
        default -> {
          int length = Math.min(random.nextInt(20), spec.length - at);
          System.arraycopy(
              SPEC, Math.min(at, SPEC.length - length), spec, spec.length - length, length);
        }
      }
    }
    return spec;
  }
}
