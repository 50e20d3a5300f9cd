package io.cqdestination.postgres.connection.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the labelled blocks of a PEM file (RFC 7468), and the headers RFC 1421 had before. */
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final Pattern HEADER = Pattern.compile("(?m)^([A-Za-z-]+): *(.*?)\\s*$");

  /**
   * One block.
   *
   * @param label what it holds, such as {@code CERTIFICATE}
   * @param headers by name; those of an encrypted key say how it is encrypted
   * @param content decoded from Base64
   */
  record Block(String label, Map<String, String> headers, byte[] content) {}

  private PemFile() {}

  /**
   * Every block, in order. Text around the blocks means nothing.
   *
   * @throws IOException when the file cannot be read or a block is not Base64
   */
  static List<Block> read(Path file) throws IOException {
    // Latin-1 takes every byte: the text around the blocks may be in any encoding.
    Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    List<Block> blocks = new ArrayList<>();
    while (block.find()) {
      Map<String, String> headers = new HashMap<>();
      Matcher header = HEADER.matcher(block.group(2));
      while (header.find()) {
        headers.put(header.group(1), header.group(2));
      }
      String body = HEADER.matcher(block.group(2)).replaceAll("");
      blocks.add(new Block(block.group(1), headers, decode(file, body)));
    }
    return blocks;
  }

  private static byte[] decode(Path file, String body) throws IOException {
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds a PEM block that is not Base64", e);
    }
  }
}
