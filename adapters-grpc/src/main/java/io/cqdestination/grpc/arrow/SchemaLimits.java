package io.cqdestination.grpc.arrow;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.util.Objects;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Schema;

/**
 * How many fields a schema may have, and how deeply they may be nested. Looks at every child of
 * every field, whatever its type, because whoever reads the schema later, Arrow's own classes among
 * them, follows the children with a recursion that has no limit. Used by one thread.
 */
public final class SchemaLimits {
  /** Deeper nesting than any source has; keeps damaged input from exhausting the stack. */
  private static final int DEEPEST = 64;

  /**
   * More fields than any source has; keeps fields that share their children from multiplying
   * without end.
   */
  private static final int MOST_FIELDS = 50_000;

  private int fieldsSeen;

  private SchemaLimits() {}

  /**
   * @throws InvalidInput when the schema is beyond them
   * @throws IndexOutOfBoundsException when the schema is damaged
   */
  public static void verify(Schema schema) {
    SchemaLimits limits = new SchemaLimits();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      limits.verify(Objects.requireNonNull(schema.fields(i)), 1);
    }
  }

  private void verify(Field field, int depth) {
    if (++fieldsSeen > MOST_FIELDS || depth > DEEPEST) {
      throw new InvalidInput("the schema of the Arrow stream is too large or nested too deeply");
    }
    for (int i = 0; i < field.childrenLength(); i++) {
      verify(Objects.requireNonNull(field.children(i)), depth + 1);
    }
  }
}
