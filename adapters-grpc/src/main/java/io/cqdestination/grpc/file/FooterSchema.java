package io.cqdestination.grpc.file;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.grpc.arrow.SchemaLimits;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The schema that a file's footer repeats. Pure. */
final class FooterSchema {
  private FooterSchema() {}

  /**
   * The schema's message, as a stream begins with it.
   *
   * @throws InvalidInput when it cannot be read
   */
  static byte[] message(Footer footer) {
    try {
      org.apache.arrow.flatbuf.@Nullable Schema schema = footer.schema();
      if (schema == null) {
        throw new InvalidInput("its footer has no schema");
      }
      SchemaLimits.verify(schema);
      return Schema.convertSchema(schema).serializeAsMessage();
    } catch (InvalidInput refused) {
      throw refused;
    } catch (RuntimeException unreadable) {
      throw new InvalidInput("the schema in its footer cannot be read", unreadable);
    }
  }
}
