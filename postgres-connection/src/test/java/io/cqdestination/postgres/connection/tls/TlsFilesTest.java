package io.cqdestination.postgres.connection.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificate and key files that are not what they should be. */
class TlsFilesTest {
  private static final Path FOLDER =
      Objects.requireNonNull(
          Path.of(
                  Objects.requireNonNull(TlsFilesTest.class.getResource("/connection/client.crt"))
                      .getPath())
              .getParent());

  private static PublicKey clientKey() throws IOException, GeneralSecurityException {
    return CertificateFile.read(FOLDER.resolve("client.crt")).getFirst().getPublicKey();
  }

  @ParameterizedTest
  @CsvSource({
    "client.crt,'',holds no PEM private key",
    "client-encrypted.key,'',is encrypted: give its password as sslpassword",
    "client-pkcs1-aes256.key,'',is encrypted: give its password as sslpassword",
    "server.key,'',does not belong to the certificate"
  })
  void aKeyThatCannotBeUsedSaysWhy(String key, String password, String message) {
    assertThatThrownBy(() -> PrivateKeyFile.read(FOLDER.resolve(key), clientKey(), password))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"client-encrypted.key", "client-pkcs1-aes256.key", "client-pkcs1-des3.key"})
  void aWrongPasswordIsRefusedAndNotShown(String key) {
    assertThatThrownBy(
            () -> PrivateKeyFile.read(FOLDER.resolve(key), clientKey(), "Qx7Zw9Kj-wrong"))
        .isInstanceOf(Exception.class)
        .hasMessageNotContaining("Qx7Zw9Kj");
  }

  @Test
  void everyFormOfOneKeyIsTheSameKey() throws Exception {
    byte[] expected =
        PrivateKeyFile.read(FOLDER.resolve("client.key"), clientKey(), "").getEncoded();
    for (String form :
        new String[] {
          "client-pkcs1.key",
          "client-encrypted.key",
          "client-pkcs1-aes256.key",
          "client-pkcs1-des3.key"
        }) {
      assertThat(PrivateKeyFile.read(FOLDER.resolve(form), clientKey(), "key-secret").getEncoded())
          .as(form)
          .isEqualTo(expected);
    }
  }

  @Test
  void severalCertificatesMayStandInOneFileWithTextAround(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("chain.crt");
    Files.writeString(
        file,
        "Subject: ün\n"
            + Files.readString(FOLDER.resolve("client.crt"))
            + "and its authority\r\n"
            + Files.readString(FOLDER.resolve("authority.crt")).replace("\n", "\r\n"));
    assertThat(CertificateFile.read(file)).hasSize(2);
  }

  @Test
  void aFileThatIsMissingOrHoldsNothingIsRefused(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.crt"));
    assertThatThrownBy(() -> CertificateFile.read(empty))
        .hasMessageContaining("no PEM certificate");
    assertThatThrownBy(() -> CertificateFile.read(folder.resolve("missing.crt")))
        .isInstanceOf(NoSuchFileException.class);
    Path broken = folder.resolve("broken.crt");
    Files.writeString(broken, "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(() -> CertificateFile.read(broken)).hasMessageContaining("not Base64");
  }
}
