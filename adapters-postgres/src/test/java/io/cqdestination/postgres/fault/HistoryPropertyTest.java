package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a history shows of streams of every kind of message. */
@Tag("every-version")
@ParameterizedClass
@MethodSource("bothWays")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HistoryPropertyTest {
  private static final int RANDOM_STREAMS = Integer.getInteger("streams", 10);
  private static final int FEW = Math.min(2, RANDOM_STREAMS);

  private final WritingWay way;

  HistoryPropertyTest(GroupLimits groups) {
    this.way = new WritingWay(Flavour.POSTGRES, groups);
  }

  static Stream<GroupLimits> bothWays() {
    return Stream.of(GroupLimits.ORDINARY, GroupLimits.NONE);
  }

  private FaultWorld world() {
    FaultWorld world = FaultWorld.keepingHistory(way, Duration.ofSeconds(30));
    world
        .migrator()
        .migrate(
            Stream.of(SyncedTables.PARENT, SyncedTables.CHILD, SyncedTables.LOG)
                .map(table -> new MigrateTable(table, MigrationMode.SAFE))
                .toList());
    return world;
  }

  /** What the function shows of each sync is what was there behind it. */
  @ParameterizedTest
  @MethodSource("streams")
  void eachSyncIsShownAsItWas(String kind) throws Exception {
    assertEachSyncIsShownAsItWas(kind, 1, FEW);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("streams")
  void eachSyncOfManyStreamsIsShownAsItWas(String kind) throws Exception {
    assertEachSyncIsShownAsItWas(kind, FEW + 1, RANDOM_STREAMS);
  }

  private void assertEachSyncIsShownAsItWas(String kind, int first, int last) throws Exception {
    for (int seed = first; seed <= last; seed++) {
      try (FaultWorld world = world()) {
        Random random = new Random(seed);
        List<List<List<@Nullable String>>> states = new ArrayList<>();
        for (long sync = 1; sync <= 4; sync++) {
          try (SyncSession session = session(world, kind)) {
            for (WriteMessage message : SyncedTables.random(random, 50, sync)) {
              session.accept(message);
            }
            session.finish();
          }
          states.add(world.sql().rows("SELECT id, value FROM parent ORDER BY 1"));
          states.add(world.sql().rows("SELECT id, value FROM child ORDER BY 1"));
        }
        List<List<List<@Nullable String>>> shown = new ArrayList<>();
        for (long sync = 1; sync <= 4; sync++) {
          for (String table : List.of("parent", "child")) {
            shown.add(
                world
                    .sql()
                    .rows(
                        "SELECT id, value FROM %s_at('2026-01-%02d') ORDER BY 1"
                            .formatted(table, sync + 1)));
          }
        }
        assertThat(shown).as("seed %d", seed).isEqualTo(states);
        world.assertNothingIsLeft();
      }
    }
  }

  static Stream<String> streams() {
    return Stream.of("per batch", "at the end", "setting aside");
  }

  private static SyncSession session(FaultWorld world, String kind) {
    return switch (kind) {
      case "at the end" -> world.publishingSession(FailurePolicy.END_STREAM);
      case "setting aside" -> {
        world.sql().execute("ALTER TABLE parent DROP CONSTRAINT IF EXISTS odd");
        world.sql().execute("ALTER TABLE parent ADD CONSTRAINT odd CHECK (value % 7 <> 3)");
        yield world.sessionSettingAside(1_000);
      }
      default -> world.session();
    };
  }
}
