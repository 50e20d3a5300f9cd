package io.cqdestination.postgres.write;

/**
 * A row of a batch that the database refused.
 *
 * @param segment the rows of one schema
 * @param number from 0
 */
record RefusedRow(BatchSegment segment, long number) {
  private static final int LONGEST_NAME = 500;

  /** Its key, or its place in the batch. */
  String name() {
    String name =
        segment
            .plan()
            .encoder()
            .nameOf(segment.rows(), number)
            .orElse("number " + (number + 1) + " of the batch");
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}
