package io.cqdestination.postgres.write;

/**
 * How many batches are written at the same time.
 *
 * @param least where the server is near
 * @param most where it is the line that is waited for, not below {@code least}
 */
public record Writers(int least, int most) {
  public Writers {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException("from %d to %d writers".formatted(least, most));
    }
  }
}
