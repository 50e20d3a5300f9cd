package io.cqdestination.runtime;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;

/**
 * SIGINT and SIGTERM: the word of the CLI, or a person's, that the process should end. Thread-safe.
 */
final class StopSignal {
  private final int status;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean received;

  private StopSignal(int status) {
    this.status = status;
  }

  /**
   * Listens from now on.
   *
   * @param status of the process that ends because no command has an action for the signal
   */
  static StopSignal listen(int status) {
    StopSignal signal = new StopSignal(status);
    Signal.handle(new Signal("INT"), _ -> signal.receive());
    Signal.handle(new Signal("TERM"), _ -> signal.receive());
    return signal;
  }

  /** Runs an action when the signal comes, or at once if it has come. */
  void onReceived(Runnable action) {
    synchronized (this) {
      if (!received) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  private void receive() {
    List<Runnable> pending;
    synchronized (this) {
      if (received) {
        return;
      }
      received = true;
      pending = List.copyOf(actions);
    }
    if (pending.isEmpty()) {
      Runtime.getRuntime().halt(status); // nothing has been started that needs an end
    }
    pending.forEach(Runnable::run);
  }
}
