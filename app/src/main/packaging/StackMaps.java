import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.util.zip.ZipFile;

/**
 * Gives classes stack maps. The Java machine archives no class from before Java 6, and the library
 * that reads the command line is compiled for Java 5: without this its classes are read from the
 * jar and verified the slow way at every start.
 */
final class StackMaps {
  private static final int FIRST_WITH_STACK_MAPS = 50;

  private final ClassFile classes;

  /**
   * @param jar holds the classes that others refer to
   */
  StackMaps(ZipFile jar) {
    // A constant pool of its own makes every method be written anew, with its stack map.
    this.classes =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            JarHierarchy.of(jar));
  }

  /** The class with stack maps; one that has them is left as it is. */
  byte[] apply(byte[] bytes) {
    if (((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
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
