package io.cqdestination.soak;

import java.util.Random;

/**
 * The shape of a round, chosen by its seed.
 *
 * @param mode how rows are written
 * @param tables tables of the round
 * @param syncs syncs one after the other into the same tables, each in a process of its own
 * @param messages inserts of each sync
 * @param rowsAMessage most rows of one insert
 * @param ids how many keys the rows of a table share, where it has a key
 * @param batchRows the spec's batch_size
 * @param payload most letters of a row besides its numbers
 * @param rival whether another session locks rows meanwhile
 * @param strikeEvery one message of so many is preceded by a fault; 0 for none
 */
record RoundPlan(
    WriteMode mode,
    int tables,
    int syncs,
    int messages,
    int rowsAMessage,
    int ids,
    int batchRows,
    int payload,
    boolean rival,
    int strikeEvery) {

  private static final int[] BATCH_ROWS = {1, 10, 100, 1_000, 10_000};
  private static final int[] PAYLOADS = {0, 20, 500, 5_000};
  private static final int[] STRIKE_EVERY = {0, 5, 20, 60};

  static RoundPlan of(Random random) {
    WriteMode mode = WriteMode.values()[random.nextInt(WriteMode.values().length)];
    boolean manyTables = random.nextBoolean();
    return new RoundPlan(
        mode,
        manyTables ? 10 + random.nextInt(90) : 1 + random.nextInt(4),
        1 + random.nextInt(3),
        10 + random.nextInt(150),
        1 + random.nextInt(manyTables ? 5 : 60),
        5 + random.nextInt(500),
        one(BATCH_ROWS, random),
        one(PAYLOADS, random),
        mode.hasKey() && random.nextInt(4) == 0,
        one(STRIKE_EVERY, random));
  }

  private static int one(int[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
