package io.cqdestination.core.sync;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.TableAssessor;
import java.util.Optional;

/** Opens destinations from the spec a client sends. Thread-safe. */
public interface DestinationFactory {

  /**
   * Checks the spec, connects and reads what the destination has to know of the database.
   *
   * @param spec JSON in UTF-8
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput naming every problem of
   *     the spec
   * @throws io.cqdestination.core.failure.DestinationException.DatabaseRefused when the database
   *     refuses the connection for a reason that no retry cures, such as a wrong password
   * @throws io.cqdestination.core.failure.DestinationException.Unavailable when the database is out
   *     of reach
   */
  Destination open(byte[] spec);

  /**
   * Checks the spec and the database without keeping anything; never throws for what the user can
   * correct. As it stands here, the destination is opened and closed.
   */
  default ConnectionTestResult test(byte[] spec) {
    try {
      open(spec).close();
      return new ConnectionTestResult.Usable();
    } catch (InvalidInput invalid) {
      return new ConnectionTestResult.Unusable("INVALID_SPEC", invalid.getMessage());
    } catch (DestinationException unusable) {
      return new ConnectionTestResult.Unusable("CONNECTION_FAILED", unusable.getMessage());
    }
  }

  /**
   * Says how changes of tables would be applied where no destination is open, by the rules of the
   * newest server of the kind; empty where that cannot be said without the database.
   */
  default Optional<TableAssessor> assessor() {
    return Optional.empty();
  }

  /** The JSON Schema of the spec. */
  String specSchema();
}
