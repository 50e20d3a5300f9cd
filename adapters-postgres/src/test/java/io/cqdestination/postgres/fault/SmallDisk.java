package io.cqdestination.postgres.fault;

import io.cqdestination.fixtures.postgres.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of one megabyte, in memory. Mounting one takes rights that not everybody has;
 * without them the test that wants it is skipped, and says so.
 */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  static SmallDisk mount() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("small-disk");
    String trouble =
        run("mount", "-t", "tmpfs", "-o", "size=1m,mode=0777", "tmpfs", folder.toString());
    if (!trouble.isEmpty()) {
      Files.delete(folder);
      String reason = "skipped, because no small file system can be mounted: " + trouble;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return new SmallDisk(folder);
  }

  /** Makes the disk the place of the tables that the database gets from now on. */
  void use(Database database) throws IOException, InterruptedException {
    // The server's own account has to own the folder; it owns the server's data too.
    String data = Objects.requireNonNull(database.value("SHOW data_directory"));
    Object owner = Files.getAttribute(Path.of(data), "unix:uid");
    String trouble = run("chown", owner.toString(), folder.toString());
    if (!trouble.isEmpty()) {
      throw new IOException(trouble);
    }
    String name = "small_" + database.name();
    database.execute("CREATE TABLESPACE %s LOCATION '%s'".formatted(name, folder));
    database.execute(
        "ALTER DATABASE %s SET default_tablespace = %s".formatted(database.name(), name));
  }

  /** What a command complained about; empty when it succeeded. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : words.strip() + " (status " + process.exitValue() + ")";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "-l", folder.toString());
    Files.deleteIfExists(folder);
  }
}
