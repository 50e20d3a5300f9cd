package io.cqdestination.postgres.connection.tls;

import java.nio.file.Path;

/**
 * The files a client shows who it is with. Immutable; the text form hides the key's password.
 *
 * @param certificate PEM: the client's certificate, then those that lead to an authority
 * @param key PEM: PKCS#8, PKCS#1 or SEC1, encrypted or not
 * @param keyPassword decrypts the key; empty when there is none
 */
public record ClientCertificate(Path certificate, Path key, String keyPassword) {

  @Override
  public String toString() {
    return "ClientCertificate[certificate=" + certificate + ", key=" + key + "]";
  }
}
