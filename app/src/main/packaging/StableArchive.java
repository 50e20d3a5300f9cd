import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes one class archive of two that were written from the same classes: what differs between
 * them is set to zero. That is the time at which soft references were last used, counted from the
 * start of the machine, and the checksums over it, which the Java machine reads only when it is
 * asked to verify the archive. What is left is the same in every build.
 *
 * <p>usage: StableArchive ARCHIVE OTHER (changes ARCHIVE)
 */
final class StableArchive {
  /** Some hundred soft references are archived; more differences have another cause. */
  private static final int MOST_DIFFERENCES = 4096;

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]);
    byte[] bytes = Files.readAllBytes(path);
    ByteBuffer archive = ByteBuffer.wrap(bytes);
    ByteBuffer other = ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[1])));
    if (archive.capacity() != other.capacity()) {
      fail("they have %d and %d bytes".formatted(archive.capacity(), other.capacity()));
    }
    int differences = 0;
    for (int at = 0; at < archive.capacity(); at += Integer.BYTES) {
      if (archive.getInt(at) != other.getInt(at)) {
        archive.putInt(at, 0);
        differences++;
      }
    }
    if (differences > MOST_DIFFERENCES) {
      fail("they differ in %d words".formatted(differences));
    }
    Files.write(path, bytes);
  }

  private static void fail(String reason) {
    System.err.println("the class archives of two runs are not alike: " + reason);
    System.exit(1);
  }
}
