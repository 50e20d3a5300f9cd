package io.cqdestination.postgres.connection.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * OpenSSL's older way of encrypting a PEM key: headers {@code Proc-Type: 4,ENCRYPTED} and {@code
 * DEK-Info: AES-256-CBC,<initialization vector>}; the key is an MD5 chain over password and vector.
 * Source: OpenSSL's documentation of PEM encryption and {@code EVP_BytesToKey}. MD5 is what the
 * format is made of; nothing is encrypted with it here.
 */
final class TraditionalEncryption {
  private static final int SALT_LENGTH = 8;

  private TraditionalEncryption() {}

  static boolean isUsed(PemFile.Block block) {
    return block.headers().getOrDefault("Proc-Type", "").endsWith("ENCRYPTED");
  }

  static byte[] decrypt(PemFile.Block block, String password) throws GeneralSecurityException {
    String[] information = block.headers().getOrDefault("DEK-Info", "").split(",");
    if (information.length != 2) {
      throw new InvalidKeyException("the DEK-Info of an encrypted key is broken");
    }
    byte[] vector = initializationVector(information[1].strip());
    String cipherName = information[0].strip().toUpperCase(Locale.ROOT);
    return switch (cipherName) {
      case "AES-128-CBC" -> decrypt(block, password, vector, "AES", 16);
      case "AES-192-CBC" -> decrypt(block, password, vector, "AES", 24);
      case "AES-256-CBC" -> decrypt(block, password, vector, "AES", 32);
      case "DES-EDE3-CBC" -> decrypt(block, password, vector, "DESede", 24);
      default -> throw new InvalidKeyException("keys encrypted by " + cipherName + " are unknown");
    };
  }

  private static byte[] decrypt(
      PemFile.Block block, String password, byte[] vector, String algorithm, int keyLength)
      throws GeneralSecurityException {
    byte[] key = deriveKey(password.getBytes(StandardCharsets.UTF_8), vector, keyLength);
    Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), new IvParameterSpec(vector));
    return cipher.doFinal(block.content());
  }

  private static byte[] initializationVector(String hex) throws InvalidKeyException {
    try {
      byte[] vector = HexFormat.of().parseHex(hex);
      if (vector.length >= SALT_LENGTH) {
        return vector;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("the DEK-Info of an encrypted key is broken", e);
    }
    throw new InvalidKeyException("the DEK-Info of an encrypted key is broken");
  }

  private static byte[] deriveKey(byte[] password, byte[] vector, int length)
      throws GeneralSecurityException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] key = new byte[0];
    byte[] last = new byte[0];
    while (key.length < length) {
      md5.update(last);
      md5.update(password);
      md5.update(vector, 0, SALT_LENGTH);
      last = md5.digest();
      int start = key.length;
      key = Arrays.copyOf(key, start + last.length);
      System.arraycopy(last, 0, key, start, last.length);
    }
    return Arrays.copyOf(key, length);
  }
}
