package io.cqdestination.soak;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What all rounds came to. Thread-safe. */
final class SoakTally {
  private static final int ROUNDS_A_LINE = 100;

  private final int rounds;
  private final List<RoundResult> results = new ArrayList<>();
  private final long begun = System.nanoTime();

  /**
   * @param rounds how many there are to be
   */
  SoakTally(int rounds) {
    this.rounds = rounds;
  }

  synchronized void add(RoundResult result) {
    results.add(result);
    result.violations().forEach(words -> System.out.printf("seed %d: %s%n", result.seed(), words));
    if (results.size() % ROUNDS_A_LINE == 0) {
      print();
    }
  }

  synchronized boolean isClean() {
    return results.stream().allMatch(result -> result.violations().isEmpty());
  }

  /** How far the rounds are, in a line. */
  synchronized void print() {
    System.out.printf(
        Locale.ROOT,
        "%d of %d rounds in %.0f s: %d syncs, %d of them to their end, %d rows, %d faults,"
            + " %d rounds with something wrong%n",
        results.size(),
        rounds,
        (System.nanoTime() - begun) / 1e9,
        results.stream().mapToLong(result -> result.plan().syncs()).sum(),
        results.stream().mapToLong(RoundResult::finished).sum(),
        results.stream().mapToLong(RoundResult::rows).sum(),
        results.stream()
            .flatMap(result -> result.strikes().values().stream())
            .mapToLong(n -> n)
            .sum(),
        results.stream().filter(result -> !result.violations().isEmpty()).count());
  }

  /** A line for each round, and one of names before them. */
  synchronized List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "seed,mode,tables,syncs,finished,batch_size,rows,required,"
            + Arrays.stream(Strikes.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(joining(","))
            + ",violations");
    results.forEach(result -> lines.add(line(result)));
    return lines;
  }

  private static String line(RoundResult result) {
    RoundPlan plan = result.plan();
    return "%d,%s,%d,%d,%d,%d,%d,%d,%s,%d"
        .formatted(
            result.seed(),
            plan.mode().name().toLowerCase(Locale.ROOT),
            plan.tables(),
            plan.syncs(),
            result.finished(),
            plan.batchRows(),
            result.rows(),
            result.required(),
            Arrays.stream(Strikes.Kind.values())
                .map(kind -> String.valueOf(result.strikesOf(kind)))
                .collect(joining(",")),
            result.violations().size());
  }
}
