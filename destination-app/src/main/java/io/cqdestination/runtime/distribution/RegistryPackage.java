package io.cqdestination.runtime.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the folder that the registry takes: the executables, each in a zip file, {@code
 * package.json}, the spec's schema and the pages. Immutable.
 *
 * @param team whose plugin it is
 * @param name the plugin's
 * @param executable what the executables' names begin with
 * @param specSchema a JSON Schema
 */
public record RegistryPackage(String team, String name, String executable, String specSchema) {
  /** Zip files know no time before this one; the same files make the same zip. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * Writes the folder, and makes it if need be.
   *
   * @param binaries holds the self-contained executables, named as the build names them
   * @param pages holds the Markdown pages
   * @return the zip files' names
   * @throws PackagingException when there is no executable or no page
   * @throws IOException when a file cannot be read or written
   */
  public List<String> write(Path folder, Path binaries, Path pages, String version, String message)
      throws IOException, PackagingException {
    List<PlatformExecutable> executables = PlatformExecutable.in(binaries, executable);
    if (executables.isEmpty()) {
      throw new PackagingException(
          "there is no self-contained executable in "
              + binaries
              + "; the build makes it with Maven's profile dist: -Pdist package");
    }
    List<Path> markdown = markdown(pages);
    Files.createDirectories(folder.resolve("docs"));
    List<PackageManifest.Target> targets = new ArrayList<>();
    for (PlatformExecutable platform : executables) {
      targets.add(zip(platform, folder, version));
    }
    for (Path page : markdown) {
      Files.copy(
          page,
          folder.resolve("docs").resolve(String.valueOf(page.getFileName())),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(folder.resolve("spec_json_schema.json"), specSchema);
    PackageManifest manifest =
        new PackageManifest(
            1,
            team,
            "destination",
            name,
            message.strip().replace("\r\n", "\n").replace('\r', '\n'),
            version,
            List.of(3),
            targets,
            "native");
    Files.writeString(
        folder.resolve("package.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
    return targets.stream().map(PackageManifest.Target::path).toList();
  }

  private static List<Path> markdown(Path pages) throws IOException, PackagingException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(pages)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(pages, "*.md")) {
        files.forEach(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new PackagingException("there are no pages (*.md) in " + pages);
    }
    return found;
  }

  private PackageManifest.Target zip(PlatformExecutable platform, Path folder, String version)
      throws IOException {
    String entryName =
        "plugin-%s-%s-%s-%s".formatted(name, version, platform.os(), platform.architecture());
    Path file = folder.resolve(entryName + ".zip");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      ZipEntry entry = new ZipEntry(entryName);
      entry.setTimeLocal(ENTRY_TIME);
      zip.putNextEntry(entry);
      Files.copy(platform.path(), zip);
    }
    return new PackageManifest.Target(
        platform.os(), platform.architecture(), entryName + ".zip", "sha256:" + sha256(file));
  }

  private static String sha256(Path file) throws IOException {
    try (DigestInputStream stream =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      stream.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(stream.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
