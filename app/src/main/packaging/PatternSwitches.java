import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Writes switches over the types of objects as chains of {@code instanceof}. The compiler makes of
 * them call sites that spin a class at run time, each at every start, since the class archive cannot
 * hold those; and the first compiler, which is the only one in use, does not see through them.
 *
 * <p>What is replaced, and what by, is described in {@code
 * java.lang.runtime.SwitchBootstraps#typeSwitch}: of the labels from the one to begin with, the
 * first whose type the object has; their number when there is none; -1 for null.
 */
final class PatternSwitches {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final String METHOD = "typeSwitch";

  private final ClassFile classes;

  /**
   * @param jar holds the classes that others refer to
   */
  PatternSwitches(ZipFile jar) {
    // A constant pool of its own has no call site that is gone: the Java machine crashes over one
    // when it makes an archive by a list of classes from before.
    this.classes =
        ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL, JarHierarchy.of(jar));
  }

  /** The class without such call sites; one that has none is left as it is. */
  byte[] apply(byte[] bytes) {
    ClassModel model = classes.parse(bytes);
    if (!refersToSwitches(model)) {
      return bytes;
    }
    List<Replacement> replacements = new ArrayList<>();
    CodeTransform calls =
        (builder, element) -> {
          if (isTypeSwitch(element)) {
            Replacement replacement =
                new Replacement(METHOD + "$" + replacements.size(), call(element));
            replacements.add(replacement);
            builder.invokestatic(
                model.thisClass().asSymbol(),
                replacement.name(),
                replacement.type(),
                model.flags().has(AccessFlag.INTERFACE));
          } else {
            builder.with(element);
          }
        };
    return classes.transformClass(
        model,
        ClassTransform.transformingMethodBodies(calls)
            .andThen(
                ClassTransform.endHandler(
                    builder -> replacements.forEach(added -> added.addTo(builder)))));
  }

  private static boolean refersToSwitches(ClassModel model) {
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof InvokeDynamicEntry call && isTypeSwitch(call)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTypeSwitch(CodeElement element) {
    return element instanceof InvokeDynamicInstruction instruction
        && isTypeSwitch(instruction.invokedynamic());
  }

  /** Switches that also have strings, numbers or constants as labels stay as they are. */
  private static boolean isTypeSwitch(InvokeDynamicEntry call) {
    var bootstrap = call.bootstrap().bootstrapMethod().reference();
    return bootstrap.owner().asSymbol().equals(BOOTSTRAPS)
        && bootstrap.name().equalsString(METHOD)
        && call.bootstrap().arguments().stream().allMatch(ClassEntry.class::isInstance);
  }

  private static InvokeDynamicEntry call(CodeElement element) {
    return ((InvokeDynamicInstruction) element).invokedynamic();
  }

  private record Replacement(String name, InvokeDynamicEntry call) {
    MethodTypeDesc type() {
      return call.typeSymbol();
    }

    void addTo(ClassBuilder builder) {
      int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
      builder.withMethodBody(name, type(), flags, this::write);
    }

    /** Parameter 0 is the object, parameter 1 the label to begin with. */
    private void write(CodeBuilder code) {
      Label present = code.newLabel();
      code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
      List<LoadableConstantEntry> labels = call.bootstrap().arguments();
      for (int i = 0; i < labels.size(); i++) {
        Label next = code.newLabel();
        code.iload(1).loadConstant(i).if_icmpgt(next);
        code.aload(0).instanceOf((ClassEntry) labels.get(i)).ifeq(next);
        code.loadConstant(i).ireturn().labelBinding(next);
      }
      code.loadConstant(labels.size()).ireturn();
    }
  }
}
