package io.cqdestination.runtime.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryPackageTest {
  private static final String SCHEMA = "{\"type\": \"object\"}";
  private static final RegistryPackage PACKAGE =
      new RegistryPackage(
          "cqdestination", "postgresql", "cloudquery-destination-postgresql", SCHEMA);

  @TempDir private Path folder;
  private Path binaries;
  private Path pages;

  @BeforeEach
  void fill() throws IOException {
    binaries = Files.createDirectory(folder.resolve("binaries"));
    pages = Files.createDirectory(folder.resolve("pages"));
    Files.writeString(pages.resolve("overview.md"), "# Overview\n");
    Files.writeString(pages.resolve("picture.svg"), "<svg/>");
  }

  @Test
  void each_executable_is_zipped_and_listed_with_its_sum() throws Exception {
    Files.writeString(binaries.resolve("cloudquery-destination-postgresql-linux-amd64"), "one");
    Files.writeString(binaries.resolve("cloudquery-destination-postgresql-darwin-arm64"), "two");
    Files.writeString(binaries.resolve("cloudquery-destination-postgresql"), "needs Java");
    Path written = folder.resolve("dist");

    PACKAGE.write(written, binaries, pages, "v1.2.3", " News\r\n");

    JsonNode manifest = new ObjectMapper().readTree(written.resolve("package.json").toFile());
    assertThat(manifest.toString())
        .isEqualTo(
            """
            {"schema_version":1,"team":"cqdestination","kind":"destination","name":"postgresql",\
            "message":"News","version":"v1.2.3","protocols":[3],"supported_targets":[\
            {"os":"darwin","arch":"arm64","path":"plugin-postgresql-v1.2.3-darwin-arm64.zip",\
            "checksum":"sha256:%s"},\
            {"os":"linux","arch":"amd64","path":"plugin-postgresql-v1.2.3-linux-amd64.zip",\
            "checksum":"sha256:%s"}],"package_type":"native"}\
            """
                .formatted(
                    sum(written.resolve("plugin-postgresql-v1.2.3-darwin-arm64.zip")),
                    sum(written.resolve("plugin-postgresql-v1.2.3-linux-amd64.zip"))));
    try (ZipFile zip =
        new ZipFile(written.resolve("plugin-postgresql-v1.2.3-linux-amd64.zip").toFile())) {
      byte[] content =
          zip.getInputStream(zip.getEntry("plugin-postgresql-v1.2.3-linux-amd64")).readAllBytes();
      assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo("one");
    }
    assertThat(written.resolve("docs")).isDirectoryContaining("glob:**/overview.md");
    assertThat(written.resolve("docs/picture.svg")).doesNotExist();
    assertThat(written.resolve("spec_json_schema.json")).hasContent(SCHEMA);
  }

  @Test
  void without_an_executable_the_error_says_how_to_make_one() {
    assertThatThrownBy(() -> PACKAGE.write(folder.resolve("dist"), binaries, pages, "v1", "News"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContainingAll(binaries.toString(), "Maven's profile dist: -Pdist package");
    assertThat(folder.resolve("dist")).doesNotExist();
  }

  @Test
  void without_pages_nothing_is_written() throws IOException {
    Files.writeString(binaries.resolve("cloudquery-destination-postgresql-linux-amd64"), "one");

    assertThatThrownBy(
            () -> PACKAGE.write(folder.resolve("dist"), binaries, binaries, "v1", "News"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("pages");
    assertThat(folder.resolve("dist")).doesNotExist();
  }

  private static String sum(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
