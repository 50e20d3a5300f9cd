package io.cqdestination.postgres.connection.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Reads the private key that belongs to a certificate from a PEM file: PKCS#8 (RFC 5958), encrypted
 * or not, or OpenSSL's traditional forms, PKCS#1 for RSA and SEC1 for elliptic curves, encrypted or
 * not.
 */
final class PrivateKeyFile {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private PrivateKeyFile() {}

  /**
   * @param certified the certificate's public key, which says what kind of key this is
   * @param password decrypts the key; may be empty for one that is not encrypted
   * @throws IOException when the file cannot be read
   * @throws GeneralSecurityException when it holds no key, the password is wrong or the key belongs
   *     to another certificate
   */
  static PrivateKey read(Path file, PublicKey certified, String password)
      throws IOException, GeneralSecurityException {
    List<PemFile.Block> blocks =
        PemFile.read(file).stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (blocks.isEmpty()) {
      throw new InvalidKeyException(file + " holds no PEM private key");
    }
    PemFile.Block block = blocks.getFirst();
    boolean traditionallyEncrypted = TraditionalEncryption.isUsed(block);
    boolean encrypted = traditionallyEncrypted || block.label().startsWith("ENCRYPTED");
    if (encrypted && password.isEmpty()) {
      throw new InvalidKeyException(file + " is encrypted: give its password as sslpassword");
    }
    byte[] plain =
        traditionallyEncrypted ? TraditionalEncryption.decrypt(block, password) : block.content();
    PKCS8EncodedKeySpec specification =
        switch (block.label()) {
          case "PRIVATE KEY" -> new PKCS8EncodedKeySpec(plain);
          case "ENCRYPTED PRIVATE KEY" -> decrypt(plain, password);
          case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
              new PKCS8EncodedKeySpec(asPkcs8(plain, certified));
          default -> throw new InvalidKeyException(file + " holds a key of an unknown form");
        };
    PrivateKey key =
        KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(specification);
    checkBelongsTo(certified, key);
    return key;
  }

  private static PKCS8EncodedKeySpec decrypt(byte[] content, String password)
      throws IOException, GeneralSecurityException {
    EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(content);
    // The parameters' text is the full name of the scheme, where the algorithm's name is only
    // "PBES2" on some releases of Java.
    String scheme = encrypted.getAlgParameters().toString();
    PBEKeySpec secret = new PBEKeySpec(password.toCharArray());
    try {
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(secret),
          encrypted.getAlgParameters());
      return encrypted.getKeySpec(cipher);
    } finally {
      secret.clearPassword();
    }
  }

  /**
   * Wraps a traditional key. PKCS#8 is a sequence of a version, the algorithm and the key; the
   * certificate's public key begins with the same algorithm, so it is taken from there.
   */
  private static byte[] asPkcs8(byte[] key, PublicKey certified) throws InvalidKeyException {
    byte[] publicKey = certified.getEncoded();
    int algorithmStart = DerLength.contentStart(publicKey, 0);
    int algorithmEnd = DerLength.end(publicKey, algorithmStart);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION_0);
    content.write(publicKey, algorithmStart, algorithmEnd - algorithmStart);
    content.writeBytes(DerLength.element(OCTET_STRING, key));
    return DerLength.element(SEQUENCE, content.toByteArray());
  }

  private static void checkBelongsTo(PublicKey certified, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> certified.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    if (!signature.verify(signed)) {
      throw new InvalidKeyException("the private key does not belong to the certificate");
    }
  }
}
