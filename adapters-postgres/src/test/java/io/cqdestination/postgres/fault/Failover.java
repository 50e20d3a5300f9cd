package io.cqdestination.postgres.fault;

import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.Await;

/** A server that has become a standby for the sessions that are open, and not for new ones. */
final class Failover {
  private Failover() {}

  /** Open sessions take no changes any more, new ones do. */
  static void strike(FaultWorld world) {
    world
        .sql()
        .execute(
            "ALTER DATABASE %s SET default_transaction_read_only = 'off'"
                .formatted(world.sql().name()));
    world.sql().execute("ALTER SYSTEM SET default_transaction_read_only = on");
    world.sql().rows("SELECT pg_reload_conf()");
  }

  /** Not before the sessions have read the setting, each when it is given its next statement. */
  static void undo(PostgresServer server) {
    server.administration().execute("ALTER SYSTEM RESET default_transaction_read_only");
    server.administration().rows("SELECT pg_reload_conf()");
    Await.until(
        FaultWorld.LIMIT,
        "the server takes changes",
        () -> "off".equals(server.administration().value("SHOW default_transaction_read_only")));
  }
}
