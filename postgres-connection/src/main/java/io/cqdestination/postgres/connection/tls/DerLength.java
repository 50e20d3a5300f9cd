package io.cqdestination.postgres.connection.tls;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;

/** The little of DER (X.690) that is needed to wrap one structure into another. */
final class DerLength {
  private static final int LONG_FORM = 0x80;

  private DerLength() {}

  /** A tag, the content's length and the content. */
  static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream(content.length + 6);
    element.write(tag);
    if (content.length < LONG_FORM) {
      element.write(content.length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
      element.write(LONG_FORM | bytes);
      for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        element.write(content.length >>> shift);
      }
    }
    element.writeBytes(content);
    return element.toByteArray();
  }

  /** Where the content of the element that starts at {@code start} begins. */
  static int contentStart(byte[] der, int start) throws InvalidKeyException {
    int first = byteAt(der, start + 1);
    return start + 2 + (first < LONG_FORM ? 0 : first - LONG_FORM);
  }

  /** Where the element that starts at {@code start} ends, exclusive. */
  static int end(byte[] der, int start) throws InvalidKeyException {
    int content = contentStart(der, start);
    int length = content == start + 2 ? byteAt(der, start + 1) : 0;
    for (int index = start + 2; index < content; index++) {
      length = length << 8 | byteAt(der, index);
    }
    return content + length;
  }

  private static int byteAt(byte[] der, int index) throws InvalidKeyException {
    if (index >= der.length) {
      throw new InvalidKeyException("a key's encoding ends too early");
    }
    return der[index] & 0xff;
  }
}
