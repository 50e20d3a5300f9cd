package io.cqdestination.runtime.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An OpenTelemetry collector that takes OTLP over HTTP. Immutable; its text form holds no headers,
 * which may be secrets.
 *
 * @param base scheme, host, port and path, without a slash at the end
 * @param path what replaces the usual path of each signal; empty for those
 * @param headers sent with every request
 */
public record Collector(String base, String path, Map<String, String> headers) {
  private static final Pattern SIGNAL = Pattern.compile("/v1/(traces|metrics|logs)$");

  public Collector {
    headers = Map.copyOf(headers);
  }

  /** What is sent. */
  enum Signal {
    TRACES,
    METRICS,
    LOGS
  }

  /**
   * Reads the options of the official SDKs.
   *
   * @param endpoint {@code host:port}, or a URL
   * @param insecure whether an endpoint without a scheme is spoken to without TLS
   * @param path may be empty
   * @param headers each {@code name=value} or {@code name:value}
   * @throws IllegalArgumentException saying what is wrong, without the value of a header
   */
  public static Collector of(String endpoint, boolean insecure, String path, List<String> headers) {
    String url =
        endpoint.contains("://") ? endpoint : (insecure ? "http://" : "https://") + endpoint;
    if (!url.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
      throw new IllegalArgumentException("it is neither host:port nor an http URL");
    }
    String base = url.replaceFirst("/+$", "");
    return new Collector(SIGNAL.matcher(base).replaceFirst(""), slashed(path), named(headers));
  }

  /**
   * The URL for a signal. A path that names one signal leads to those beside it as well; any other
   * is taken for all of them.
   */
  String url(Signal signal) {
    String usual = "/v1/" + signal.name().toLowerCase(Locale.ROOT);
    if (path.isEmpty()) {
      return base + usual;
    }
    return SIGNAL.matcher(path).find()
        ? base + SIGNAL.matcher(path).replaceFirst(usual)
        : base + path;
  }

  private static String slashed(String path) {
    return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
  }

  private static Map<String, String> named(List<String> headers) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String header : headers) {
      int end = header.indexOf('=') >= 0 ? header.indexOf('=') : header.indexOf(':');
      if (end < 1) {
        throw new IllegalArgumentException("a header has to be name=value");
      }
      byName.put(header.substring(0, end).strip(), header.substring(end + 1).strip());
    }
    return byName;
  }

  @Override
  public String toString() {
    return "Collector[" + base + path + "]";
  }
}
