package io.cqdestination.soak;

import java.util.List;
import java.util.Map;

/**
 * What a round was, and what was wrong with it.
 *
 * @param finished syncs that ended well
 * @param rows rows that were sent
 * @param required rows that had to be there at the ends of the syncs
 * @param strikes how often what was killed
 * @param violations what nobody may see, in words
 */
record RoundResult(
    long seed,
    RoundPlan plan,
    int finished,
    long rows,
    long required,
    Map<Strikes.Kind, Integer> strikes,
    List<String> violations) {

  int strikesOf(Strikes.Kind kind) {
    return strikes.getOrDefault(kind, 0);
  }
}
