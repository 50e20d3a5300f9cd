import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar and gives its oldest classes stack maps. The Java machine archives no class from
 * before Java 6, and the library that reads the command line is compiled for Java 5: without this
 * its classes are read from the jar and verified the slow way at every start.
 *
 * <p>usage: StackMaps JAR COPY TIME
 */
final class StackMaps {
  private static final int FIRST_WITH_STACK_MAPS = 50;

  public static void main(String[] arguments) throws IOException {
    LocalDateTime time =
        OffsetDateTime.parse(arguments[2]).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    try (ZipFile jar = new ZipFile(arguments[0]);
        ZipOutputStream copy = new ZipOutputStream(new FileOutputStream(arguments[1]))) {
      ClassFile classes = classFiles(jar);
      Enumeration<? extends ZipEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        ZipEntry copied = new ZipEntry(entry.getName());
        copied.setTimeLocal(time);
        copy.putNextEntry(copied);
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        copy.write(isOld(entry, bytes) ? withStackMaps(classes, bytes) : bytes);
      }
    }
  }

  private static boolean isOld(ZipEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class")
        && ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < FIRST_WITH_STACK_MAPS;
  }

  /** A constant pool of its own makes every method be written anew, with its stack map. */
  private static ClassFile classFiles(ZipFile jar) {
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ConstantPoolSharingOption.NEW_POOL,
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(
                    type -> {
                      String name = type.descriptorString();
                      return open(jar, name.substring(1, name.length() - 1) + ".class");
                    })
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static InputStream open(ZipFile jar, String name) {
    ZipEntry entry = jar.getEntry(name);
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private static byte[] withStackMaps(ClassFile classes, byte[] bytes) {
    return classes.transformClass(
        classes.parse(bytes),
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        });
  }
}
