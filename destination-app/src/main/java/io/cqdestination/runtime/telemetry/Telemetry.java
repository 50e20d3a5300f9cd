package io.cqdestination.runtime.telemetry;

import io.cqdestination.core.measure.SyncMeter;

/** Where measurements go. Thread-safe. */
public interface Telemetry extends AutoCloseable {
  /** Nowhere: nothing is loaded and nothing is measured. */
  Telemetry OFF =
      new Telemetry() {
        @Override
        public SyncMeter meter() {
          return SyncMeter.NONE;
        }

        @Override
        public void close() {}
      };

  SyncMeter meter();

  /** Sends what is left, if that can be done in a moment. */
  @Override
  void close();

  /**
   * To a collector; never fails and never waits, even where the collector is not there.
   *
   * @param service the program's name
   */
  static Telemetry to(Collector collector, String service, String version) {
    return OtlpTelemetry.start(collector, service, version);
  }
}
