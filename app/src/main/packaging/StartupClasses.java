import java.io.FileOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar and writes some of its classes anew, so that the Java machine can start from them at
 * once: the oldest with {@link StackMaps}, those with pattern switches by {@link PatternSwitches}.
 *
 * <p>usage: StartupClasses JAR COPY TIME
 */
final class StartupClasses {

  public static void main(String[] arguments) throws IOException {
    LocalDateTime time =
        OffsetDateTime.parse(arguments[2]).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    try (ZipFile jar = new ZipFile(arguments[0]);
        ZipOutputStream copy = new ZipOutputStream(new FileOutputStream(arguments[1]))) {
      StackMaps stackMaps = new StackMaps(jar);
      PatternSwitches switches = new PatternSwitches(jar);
      Enumeration<? extends ZipEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        ZipEntry copied = new ZipEntry(entry.getName());
        copied.setTimeLocal(time);
        copy.putNextEntry(copied);
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        copy.write(
            entry.getName().endsWith(".class") ? switches.apply(stackMaps.apply(bytes)) : bytes);
      }
    }
  }
}
