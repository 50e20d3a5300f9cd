package io.cqdestination.openai;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;

/** Tells what became of a request from what the server answered. Thread-safe. */
final class OutcomeJudge {
  private static final int LONGEST_ERROR = 64 << 10;

  private final int dimensions;
  private final Duration timeout;
  private final SecretFilter secrets;
  private final InstantSource clock;

  OutcomeJudge(EmbeddingSettings settings, InstantSource clock) {
    this.dimensions = settings.dimensions();
    this.timeout = settings.timeout();
    this.secrets = new SecretFilter(settings.apiKey());
    this.clock = clock;
  }

  /**
   * @param inputs texts that were sent
   * @param tokens most tokens they may have
   */
  Outcome judge(HttpAnswer answer, int inputs, long tokens) {
    if (answer.status() == 200) {
      return AnswerReader.read(answer.body(), inputs, dimensions, secrets::clean);
    }
    int errorBytes = (int) Math.min(answer.body().size(), LONGEST_ERROR);
    String said = secrets.clean(ErrorText.of(answer.body().snapshot(errorBytes).utf8()));
    String status = "HTTP " + secrets.clean(answer.statusText());
    String reason = said.isEmpty() ? status : status + ": " + said;
    return mayPass(answer.status())
        ? new Outcome.Failed(reason, AskedWait.of(answer.headers(), tokens, clock.instant()))
        : new Outcome.Refused(reason + hint(answer.status()));
  }

  /** Judges a request that got no whole answer. The exception is not kept: it may show secrets. */
  Outcome judge(IOException failure) {
    boolean callTimeout =
        failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException);
    if (callTimeout) {
      return new Outcome.Failed("no whole answer within " + timeout.toMillis() + " ms", null);
    }
    String kind = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return new Outcome.Failed(message == null ? kind : kind + ": " + secrets.clean(message), null);
  }

  private static boolean mayPass(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }

  private static String hint(int status) {
    if (status >= 300 && status < 400) {
      return " (redirects are not followed: set base_url to where it leads)";
    }
    return switch (status) {
      case 401, 403 -> " (check api_key)";
      case 404 -> " (check base_url and model_name)";
      default -> "";
    };
  }
}
