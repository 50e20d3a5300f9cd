import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds the superclasses of a jar's classes, which stack maps depend on. */
final class JarHierarchy {
  private JarHierarchy() {}

  static ClassFile.ClassHierarchyResolverOption of(ZipFile jar) {
    return ClassFile.ClassHierarchyResolverOption.of(
        ClassHierarchyResolver.ofResourceParsing(
                type -> {
                  String name = type.descriptorString();
                  return open(jar, name.substring(1, name.length() - 1) + ".class");
                })
            .orElse(ClassHierarchyResolver.defaultResolver()));
  }

  private static InputStream open(ZipFile jar, String name) {
    ZipEntry entry = jar.getEntry(name);
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
