package io.cqdestination.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is fuzzed. */
enum FuzzTarget {
  RECORDS(
      RecordFuzzer.class, RecordFuzzer::fuzzerTestOneInput, List.of("org.apache.arrow.flatbuf.**")),
  SPECS(SpecFuzzer.class, SpecFuzzer::fuzzerTestOneInput, List.of("com.fasterxml.jackson.core.**")),
  CONFIGURATIONS(
      ConfigurationFuzzer.class,
      ConfigurationFuzzer::fuzzerTestOneInput,
      List.of("org.yaml.snakeyaml.**")),
  CONNECTION_STRINGS(
      ConnectionStringFuzzer.class, ConnectionStringFuzzer::fuzzerTestOneInput, List.of()),
  PARQUET_FILES(
      ParquetFileFuzzer.class,
      ParquetFileFuzzer::fuzzerTestOneInput,
      List.of("dev.hardwood.**"),
      "adapters-parquet/src/test/resources/io/cqdestination/parquet"),
  ARROW_FILES(
      ArrowFileFuzzer.class,
      ArrowFileFuzzer::fuzzerTestOneInput,
      List.of("org.apache.arrow.flatbuf.**")),
  SERVER_ANSWERS(
      ServerAnswerFuzzer.class,
      ServerAnswerFuzzer::fuzzerTestOneInput,
      List.of("org.postgresql.core.**"));

  private static final String OURS = "io.cqdestination.**";

  private final Class<?> fuzzer;
  private final Input input;
  private final List<String> libraries;
  private final List<String> moreInputs;

  /** Takes one input. */
  @FunctionalInterface
  private interface Input {
    void take(byte[] input) throws Exception;
  }

  /**
   * @param libraries whose branches the fuzzer watches besides ours, as patterns of class names
   * @param moreInputs folders of the project whose files are inputs too
   */
  FuzzTarget(Class<?> fuzzer, Input input, List<String> libraries, String... moreInputs) {
    this.fuzzer = fuzzer;
    this.input = input;
    this.libraries = libraries;
    this.moreInputs = List.of(moreInputs);
  }

  /** The name in words, of folders and files. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Class<?> fuzzer() {
    return fuzzer;
  }

  /** Which classes tell the fuzzer that an input has led somewhere new. */
  String watchedClasses() {
    return Stream.concat(Stream.of(OURS), libraries.stream()).collect(Collectors.joining(":"));
  }

  /**
   * The folder of the seeds that are made here, and of what was found.
   *
   * @param project the project's folder
   */
  Path corpus(Path project) {
    return project.resolve("fuzz/corpus").resolve(title());
  }

  /** All folders with inputs to begin with. */
  List<Path> inputFolders(Path project) {
    return Stream.concat(Stream.of(corpus(project)), moreInputs.stream().map(project::resolve))
        .filter(Files::isDirectory)
        .toList();
  }

  /**
   * Takes one input.
   *
   * @throws Exception where something but a declared refusal comes of it
   */
  void take(byte[] bytes) throws Exception {
    input.take(bytes);
  }
}
