package io.cqdestination.postgres.connection.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How connections to servers on a network are encrypted. Immutable.
 *
 * @param verification what of the server's certificate is verified; where {@code mode} is {@code
 *     require} and there is a file of authorities, it is what verify-ca verifies, as in libpq
 * @param authorities PEM file of the authorities that are trusted; empty for those of the system
 * @param clientCertificate shown to a server that asks for one
 * @param clientCertificateRequired libpq's {@code sslcertmode=require}: a server that does not ask
 *     for the client's certificate is not accepted
 * @param sendsServerName libpq's {@code sslsni}: whether the host's name goes to the server in the
 *     clear, so that a proxy can tell servers apart
 * @param direct libpq's {@code sslnegotiation=direct}: TLS from the first byte, PostgreSQL 17 and
 *     newer
 * @param protocols the versions allowed, in Java's names, such as {@code TLSv1.3}
 */
public record TlsSettings(
    SslMode mode,
    Verification verification,
    Optional<Path> authorities,
    Optional<ClientCertificate> clientCertificate,
    boolean clientCertificateRequired,
    boolean sendsServerName,
    boolean direct,
    List<String> protocols) {

  public TlsSettings {
    protocols = List.copyOf(protocols);
  }

  /** No encryption, as for unix sockets. */
  public static TlsSettings disabled() {
    return new TlsSettings(
        SslMode.DISABLE,
        Verification.NONE,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        List.of());
  }
}
