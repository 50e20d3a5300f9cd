package io.cqdestination.postgres.connection.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The authorities whose signatures under a server's certificate are trusted. */
final class Authorities {
  /**
   * Where systems keep the authorities their administrator trusts; the first that exists counts.
   */
  private static final List<Path> SYSTEM_FILES =
      Stream.of(
              "/etc/ssl/certs/ca-certificates.crt",
              "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
              "/etc/pki/tls/certs/ca-bundle.crt",
              "/etc/ssl/ca-bundle.pem",
              "/etc/ssl/cert.pem")
          .map(Path::of)
          .toList();

  private Authorities() {}

  /**
   * @param file PEM certificates; empty for those of the system, or Java's where it has none
   */
  static TrustManager[] trust(Optional<Path> file) throws IOException, GeneralSecurityException {
    Optional<Path> trusted =
        file.or(() -> SYSTEM_FILES.stream().filter(Files::isReadable).findFirst());
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted.isPresent() ? keyStore(CertificateFile.read(trusted.get())) : null);
    return factory.getTrustManagers();
  }

  private static @Nullable KeyStore keyStore(List<X509Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    return store;
  }
}
