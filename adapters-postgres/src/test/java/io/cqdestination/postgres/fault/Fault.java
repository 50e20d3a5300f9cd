package io.cqdestination.postgres.fault;

import java.util.Optional;

/**
 * Something that goes wrong while a stream is written.
 *
 * @param name for the test's report
 * @param failure what the error has to say; empty when all has to be written in spite of the fault
 * @param prepare what happens before the stream begins: a fault that waits for its moment, or lasts
 * @param inside what happens while the server is in the middle of the second batch, if anything
 * @param staysShut whether the server gets no further there until the stream has ended
 */
record Fault(
    String name,
    Optional<String> failure,
    Preparation prepare,
    Optional<Strike> inside,
    boolean staysShut) {

  /** What happens before the stream begins. */
  @FunctionalInterface
  interface Preparation {
    void make(FaultWorld world);
  }

  /** What happens while a row waits at the gate. */
  @FunctionalInterface
  interface Strike {
    void at(FaultWorld world, Gate gate) throws Exception;
  }

  private static final Preparation NONE = _ -> {};

  /** Waits for its moment. */
  static Fault waiting(String name, Preparation prepare) {
    return new Fault(name, Optional.empty(), prepare, Optional.empty(), false);
  }

  /** Strikes in the middle of a batch. */
  static Fault inside(String name, Strike strike) {
    return new Fault(name, Optional.empty(), NONE, Optional.of(strike), false);
  }

  /** Holds the server up in the middle of a batch for longer than it may take. */
  static Fault holdingUp(String name, String failure, Preparation prepare) {
    return new Fault(name, Optional.of(failure), prepare, Optional.of((_, _) -> {}), true);
  }

  Fault preparedBy(Preparation preparation) {
    return new Fault(name, failure, preparation, inside, staysShut);
  }

  Fault endingWith(String words) {
    return new Fault(name, Optional.of(words), prepare, inside, staysShut);
  }

  @Override
  public String toString() {
    return name;
  }
}
