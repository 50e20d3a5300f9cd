package io.cqdestination.postgres.connection.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads X.509 certificates from PEM files. */
final class CertificateFile {
  private CertificateFile() {}

  /**
   * The file's certificates, in order, at least one.
   *
   * @throws IOException when the file cannot be read
   * @throws GeneralSecurityException when it holds no certificate, or a broken one
   */
  static List<X509Certificate> read(Path file) throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemFile.Block block : PemFile.read(file)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException(file + " holds no PEM certificate");
    }
    return certificates;
  }
}
