package io.cqdestination.postgres.connection.kerberos;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads whose keys a keytab holds, which the platform cannot say. Source: MIT Kerberos'
 * documentation of the keytab file format, version 2.
 */
final class KeytabFile {
  private static final int VERSION = 0x0502;

  private KeytabFile() {}

  /**
   * The principal that a client with this keytab is: the first one, as MIT Kerberos has it.
   *
   * @throws IOException when the file cannot be read, or holds no key
   */
  static String firstPrincipal(Path file) throws IOException {
    try (DataInputStream input = new DataInputStream(Files.newInputStream(file))) {
      if (input.readUnsignedShort() != VERSION) {
        throw new IOException(file + " is not a keytab");
      }
      int size = input.readInt();
      while (size < 0) {
        // A key that was taken out has left a hole.
        input.skipNBytes(-size);
        size = input.readInt();
      }
      int parts = input.readUnsignedShort();
      String realm = text(input);
      List<String> names = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        names.add(text(input));
      }
      return String.join("/", names) + "@" + realm;
    } catch (EOFException e) {
      throw new IOException(file + " holds no key", e);
    }
  }

  private static String text(DataInputStream input) throws IOException {
    return new String(input.readNBytes(input.readUnsignedShort()), StandardCharsets.UTF_8);
  }
}
