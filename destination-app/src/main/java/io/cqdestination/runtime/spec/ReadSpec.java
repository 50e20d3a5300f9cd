package io.cqdestination.runtime.spec;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spec that was found good, and what should be said about it. Immutable if the spec is.
 *
 * @param warnings sentences for the log: keys that nobody knows
 */
public record ReadSpec<T>(T spec, List<String> warnings) {
  private static final Logger log = LoggerFactory.getLogger(ReadSpec.class);

  public ReadSpec {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a spec.
   *
   * @param json UTF-8
   * @param keys makes the spec of the values of its keys; it tells the object what is wrong, and
   *     what it makes then is thrown away
   * @throws InvalidSpec naming everything that is wrong, without a word of a text that is no JSON
   */
  public static <T> ReadSpec<T> of(byte[] json, Function<SpecObject, T> keys) throws InvalidSpec {
    List<String> problems = new ArrayList<>();
    SpecObject object = new SpecObject("", SpecJson.read(json), problems);
    T spec = keys.apply(object);
    if (!problems.isEmpty()) {
      throw new InvalidSpec(problems);
    }
    return new ReadSpec<>(
        spec,
        object.unreadKeys().stream()
            .map(key -> "the spec has a key that this plugin does not know and ignores: " + key)
            .toList());
  }

  /**
   * As {@link #of}, for {@link io.cqdestination.core.sync.DestinationFactory#open}: the warnings go
   * to the log.
   *
   * @throws InvalidInput naming everything that is wrong
   */
  public static <T> T toOpen(byte[] json, Function<SpecObject, T> keys) {
    try {
      ReadSpec<T> read = of(json, keys);
      read.warnings().forEach(log::warn);
      return read.spec();
    } catch (InvalidSpec invalid) {
      throw new InvalidInput(invalid.getMessage(), invalid);
    }
  }
}
