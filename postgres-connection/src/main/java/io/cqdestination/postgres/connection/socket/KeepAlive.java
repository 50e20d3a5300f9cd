package io.cqdestination.postgres.connection.socket;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/**
 * When the operating system asks a silent peer whether it is still there (libpq's {@code
 * keepalives*}). Immutable. What the user leaves open is set so that a peer that is gone is noticed
 * within a minute; most systems' own default is two hours.
 *
 * @param enabled whether it asks at all
 * @param idle silence before the first question, seconds
 * @param interval between questions, seconds
 * @param count unanswered questions after which the connection is given up
 */
public record KeepAlive(
    boolean enabled,
    Optional<Duration> idle,
    Optional<Duration> interval,
    Optional<Integer> count) {
  private static final int DEFAULT_IDLE_SECONDS = 30;
  private static final int DEFAULT_INTERVAL_SECONDS = 10;
  private static final int DEFAULT_COUNT = 3;

  /** Asks, at the default pace. */
  public static KeepAlive byDefault() {
    return new KeepAlive(true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Applies this to a socket, as far as the operating system can. */
  void applyTo(Socket socket) throws IOException {
    socket.setKeepAlive(enabled);
    if (enabled) {
      set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, seconds(idle, DEFAULT_IDLE_SECONDS));
      set(
          socket,
          ExtendedSocketOptions.TCP_KEEPINTERVAL,
          seconds(interval, DEFAULT_INTERVAL_SECONDS));
      set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, count.orElse(DEFAULT_COUNT));
    }
  }

  private static int seconds(Optional<Duration> duration, int otherwise) {
    return duration.map(value -> (int) value.toSeconds()).orElse(otherwise);
  }

  private static void set(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }
}
