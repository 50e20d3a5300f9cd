package io.cqdestination.soak;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.testkit.plugin.PluginProcess;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Kills what a sync needs. Used by one thread. */
final class Strikes {
  /** What is killed, and how often among a hundred. */
  enum Kind {
    PLUGIN_KILLED(25),
    PLUGIN_INTERRUPTED(5),
    SESSION_TERMINATED(15),
    LINE_CUT(10),
    LINE_CUT_IN_ROWS(13),
    LINE_CUT_BEFORE_COMMIT(13),
    LINE_CUT_AFTER_COMMIT(13),
    SERVER_KILLED(3),
    SERVER_RESTARTED(3);

    private final int percent;

    Kind(int percent) {
      this.percent = percent;
    }
  }

  private static final int LONGEST_COPY_BYTES = 50_000;

  private final PostgresServer server;
  private final Database database;
  private final FaultProxy proxy;
  private final Random random;
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  Strikes(Database database, FaultProxy proxy, Random random) {
    this.server = database.server();
    this.database = database;
    this.proxy = proxy;
    this.random = random;
  }

  /** How often what was killed. */
  Map<Kind, Integer> counts() {
    return counts;
  }

  /** Whether the plugin was among it. */
  boolean haveEndedThePlugin() {
    return counts.containsKey(Kind.PLUGIN_KILLED) || counts.containsKey(Kind.PLUGIN_INTERRUPTED);
  }

  /** Kills something, now or when the moment comes that it waits for. */
  void strike(PluginProcess plugin) {
    Kind kind = choose();
    counts.merge(kind, 1, Integer::sum);
    switch (kind) {
      case PLUGIN_KILLED -> plugin.kill();
      case PLUGIN_INTERRUPTED -> plugin.signal("INT");
      case SESSION_TERMINATED -> terminateOne();
      case LINE_CUT -> proxy.cut();
      case LINE_CUT_IN_ROWS -> proxy.cutAfterCopyBytes(1 + random.nextInt(LONGEST_COPY_BYTES));
      case LINE_CUT_BEFORE_COMMIT -> proxy.cutBefore("COMMIT", 1 + random.nextInt(3));
      case LINE_CUT_AFTER_COMMIT -> proxy.cutAfter("COMMIT", 1 + random.nextInt(3));
      case SERVER_KILLED -> {
        server.kill();
        server.resume();
      }
      case SERVER_RESTARTED -> server.restart();
    }
  }

  private Kind choose() {
    int percent = random.nextInt(100);
    for (Kind kind : Kind.values()) {
      percent -= kind.percent;
      if (percent < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the kinds are fewer than a hundred");
  }

  private void terminateOne() {
    database.rows(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'cloudquery%'
        ORDER BY random() LIMIT 1\
        """);
  }
}
