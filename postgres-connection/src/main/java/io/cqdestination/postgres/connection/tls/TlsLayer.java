package io.cqdestination.postgres.connection.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Puts TLS over connected sockets, with the files that were there when it was made. Thread-safe.
 */
public final class TlsLayer {
  private final SSLContext context;
  private final TlsSettings settings;

  private TlsLayer(SSLContext context, TlsSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  /**
   * Reads the settings' files.
   *
   * @throws IOException when a file cannot be read
   * @throws GeneralSecurityException when a file does not hold what it should
   */
  public static TlsLayer of(TlsSettings settings) throws IOException, GeneralSecurityException {
    KeyManager[] identity = new KeyManager[0];
    if (settings.clientCertificate().isPresent()) {
      identity = new KeyManager[] {ClientIdentity.read(settings.clientCertificate().get())};
    }
    TrustManager[] trust =
        settings.verification() == Verification.NONE
            ? new TrustManager[] {new TrustEveryServer()}
            : Authorities.trust(settings.authorities());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity, trust, null);
    return new TlsLayer(context, settings);
  }

  /**
   * A client's side of TLS; the handshake comes with the first use.
   *
   * @param plain closed together with the socket returned; closing it first ends the waits of other
   *     threads at once, where TLS would want to say goodbye to a peer that may not read any more
   * @param host the name or address the server was asked for under
   */
  public SSLSocket over(Socket plain, String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(serverNames(host));
    if (settings.verification() == Verification.AUTHORITY_AND_NAME) {
      // RFC 2818's way of matching names is also what libpq's verify-full does.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (!settings.protocols().isEmpty()) {
      parameters.setProtocols(settings.protocols().toArray(String[]::new));
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  private List<SNIServerName> serverNames(String host) {
    boolean isAddress = host.contains(":") || host.matches("[0-9.]+");
    if (!settings.sendsServerName() || isAddress) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(host));
    } catch (IllegalArgumentException e) {
      // A name with characters no certificate can hold, such as an underscore, cannot be sent.
      return List.of();
    }
  }
}
