package io.cqdestination.grpc.service;

import io.cqdestination.core.failure.DestinationException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into the statuses of the protocol. Thread-safe. */
final class Statuses {
  private static final Logger log = LoggerFactory.getLogger(Statuses.class);

  /**
   * Trailers are limited to 8 KiB by many clients, and every byte outside ASCII takes three there.
   */
  private static final int MOST_ENCODED_BYTES = 4000;

  private Statuses() {}

  static Status of(Throwable failure) {
    return switch (failure) {
      case DestinationException known -> code(known).withDescription(shortened(known.getMessage()));
      case StatusRuntimeException status -> status.getStatus();
      default -> {
        log.error("a call failed for a reason that is this plugin's own fault", failure);
        yield Status.INTERNAL.withDescription(shortened("internal error: " + failure));
      }
    };
  }

  private static Status code(DestinationException failure) {
    return switch (failure.remedy()) {
      case CORRECT_THE_INPUT -> Status.INVALID_ARGUMENT;
      case CHANGE_WHAT_IS_THERE -> Status.FAILED_PRECONDITION;
      case TRY_LATER -> Status.UNAVAILABLE;
    };
  }

  /** The message cut so that it fits into trailers, with a mark where it was cut. */
  static String shortened(String message) {
    int encoded = 0;
    for (int i = 0; i < message.length(); ) {
      int codePoint = message.codePointAt(i);
      boolean plain = codePoint >= ' ' && codePoint < '~' && codePoint != '%';
      encoded +=
          plain ? 1 : 3 * Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
      if (encoded > MOST_ENCODED_BYTES) {
        return message.substring(0, i) + " …";
      }
      i += Character.charCount(codePoint);
    }
    return message;
  }
}
