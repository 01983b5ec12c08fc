import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites the class files of libraries that were compiled for Java 5, which the JVM does not take
 * into its start-up cache (JEP 483; they are verified the old way, when they are linked). The code stays; the
 * version becomes 52 and the stack maps that such a version needs are computed.
 *
 * <p>Run at build time: {@code java ModernClasses.java FOLDER-OF-JARS}. Jars without such classes
 * keep their bytes.
 */
final class ModernClasses {
    /** The first that the JVM verifies by stack maps alone. */
    private static final int FIRST_WITH_STACK_MAPS = 51;

    private ModernClasses() {}

    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (Path jar : jars) {
                if (isOld(jar)) {
                    rewrite(jar);
                }
            }
        }
    }

    private static boolean isOld(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (isClass(entry)
                        && major(zip.getInputStream(entry).readNBytes(8)) < FIRST_WITH_STACK_MAPS) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void rewrite(Path jar) throws IOException {
        Path written = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipFile zip = new ZipFile(jar.toFile());
                ZipOutputStream out =
                        new ZipOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(written)))) {
            ClassFile classes =
                    ClassFile.of(
                            StackMapsOption.GENERATE_STACK_MAPS,
                            ClassFile.ClassHierarchyResolverOption.of(hierarchy(zip)));
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                if (isClass(entry) && major(bytes) < FIRST_WITH_STACK_MAPS) {
                    bytes = modern(classes, bytes);
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(bytes);
                out.closeEntry();
            }
        }
        Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] modern(ClassFile classes, byte[] old) {
        ClassModel model = classes.parse(old);
        return classes.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeBuilder::with)
                        .andThen(ClassTransform.dropping(ClassFileVersion.class::isInstance))
                        .andThen(ClassTransform.endHandler(ModernClasses::setVersion)));
    }

    private static void setVersion(ClassBuilder builder) {
        builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
    }

    /** Merging two types in a stack map needs their common superclass. */
    private static ClassHierarchyResolver hierarchy(ZipFile zip) {
        return ClassHierarchyResolver.ofResourceParsing(
                        type -> {
                            String descriptor = type.descriptorString();
                            String name = descriptor.substring(1, descriptor.length() - 1);
                            ZipEntry entry = zip.getEntry(name + ".class");
                            try {
                                return entry == null ? null : zip.getInputStream(entry);
                            } catch (IOException problem) {
                                throw new UncheckedIOException(problem);
                            }
                        })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class");
    }

    private static int major(byte[] classFile) {
        return (classFile[6] & 0xff) << 8 | classFile[7] & 0xff;
    }
}
