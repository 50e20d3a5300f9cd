package io.cqdestination.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Amazon's Security Token Service does when a role is assumed. */
final class TokenService implements AutoCloseable {
  static final String SECRET_KEY = "Zq7canary-of-the-role";
  static final String SESSION = "Zq7canary-session/of+the=role";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile int status = 200;

  TokenService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The forms that were posted. */
  List<String> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  void giveFor(Duration time) {
    lifetime = time;
  }

  void refuseWith(int refusal) {
    status = refusal;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] body = (status == 200 ? credentials() : refusal()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String credentials() {
    return """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <AssumeRoleResult>
        <AssumedRoleUser>
          <Arn>arn:aws:sts::123456789012:assumed-role/writer/cloudquery</Arn>
          <AssumedRoleId>AROA:cloudquery</AssumedRoleId>
        </AssumedRoleUser>
        <Credentials>
          <AccessKeyId>ASIAOFTHEROLE%d</AccessKeyId>
          <SecretAccessKey>%s</SecretAccessKey>
          <SessionToken>%s</SessionToken>
          <Expiration>%s</Expiration>
        </Credentials>
      </AssumeRoleResult>
      <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
    </AssumeRoleResponse>
    """
        .formatted(requests.size(), SECRET_KEY, SESSION, Instant.now().plus(lifetime));
  }

  private String refusal() {
    return """
    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <Error>
        <Type>Sender</Type><Code>%s</Code><Message>may not assume arn:aws:iam::1:role/writer</Message>
      </Error>
      <RequestId>1</RequestId>
    </ErrorResponse>
    """
        .formatted(status == 403 ? "AccessDenied" : "ServiceUnavailable");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
