package io.cqdestination.testkit.rules.samples.noise;

import java.util.logging.Logger;

final class Noisy {
  void make() {
    Logger.getAnonymousLogger().info("noise");
    System.out.println("noise");
  }
}
