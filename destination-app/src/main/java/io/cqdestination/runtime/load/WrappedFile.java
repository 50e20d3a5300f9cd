package io.cqdestination.runtime.load;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Files that could be read if they were not packed or encrypted; told by their first bytes. */
enum WrappedFile {
  ENCRYPTED_PARQUET(
      "PARE", "it is an encrypted Parquet file, which cannot be read: write it without encryption"),
  GZIP("\u001f\u008b", "it is compressed with gzip: unpack it first"),
  ZSTANDARD("(\u00b5/\u00fd", "it is compressed with Zstandard: unpack it first");

  private final String magic;
  private final String words;

  /**
   * @param magic a character for each byte
   */
  WrappedFile(String magic, String words) {
    this.magic = magic;
    this.words = words;
  }

  /**
   * @param named what errors call the file
   * @throws InvalidInput when the file is one of these, with what to do about it
   */
  static void refuse(Path named, byte[] beginning) {
    String start = new String(beginning, StandardCharsets.ISO_8859_1);
    for (WrappedFile kind : values()) {
      if (start.startsWith(kind.magic)) {
        throw new InvalidInput(named + ": " + kind.words);
      }
    }
  }
}
