package io.cqdestination.core.measure;

/** Measures streams of messages, for telemetry. Thread-safe; may neither fail nor wait. */
@FunctionalInterface
public interface SyncMeter {
  /** Measures nothing. */
  SyncMeter NONE = () -> StreamMeter.NONE;

  /** A stream has begun. */
  StreamMeter streamOpened();
}
