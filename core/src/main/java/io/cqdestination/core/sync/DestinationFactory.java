package io.cqdestination.core.sync;

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
   * correct.
   */
  ConnectionTestResult test(byte[] spec);

  /**
   * Says how changes of tables would be applied, by the rules of the newest server of the kind;
   * empty where that cannot be said without the database.
   */
  default Optional<TableAssessor> assessor() {
    return Optional.empty();
  }

  /** The JSON Schema of the spec. */
  String specSchema();
}
