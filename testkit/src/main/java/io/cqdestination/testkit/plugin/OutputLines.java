package io.cqdestination.testkit.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The lines a process has written to one of its outputs so far. Thread-safe. */
final class OutputLines {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread pump;

  OutputLines(BufferedReader output) {
    pump = Thread.ofVirtual().start(() -> pump(output));
  }

  List<String> soFar() {
    return List.copyOf(lines);
  }

  /** Waits until the output has ended, as it does soon after its process. */
  void awaitEnd() {
    try {
      pump.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(BufferedReader output) {
    try (output) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(output lost: " + e.getMessage() + ")");
    }
  }
}
