package io.cqdestination.runtime.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in place of <code>${file:PATH}</code> and <code>${NAME}</code>, as text, the way the
 * CLI does: files first, then environment variables, those in the files' text among them.
 * Immutable.
 *
 * @param environment a variable's value, or null
 */
record Variables(Function<String, @Nullable String> environment) {
  /** Any variable. */
  static final Pattern ANY = Pattern.compile("\\$\\{([^}]+)\\}");

  private static final Pattern FILE = Pattern.compile("\\$\\{file:([^}]+)\\}");

  /**
   * @throws InvalidInput when there is no such file or variable, naming it
   */
  String expand(String text) {
    String withFiles = FILE.matcher(text).replaceAll(match -> literal(file(match.group(1))));
    return ANY.matcher(withFiles).replaceAll(match -> literal(variable(match)));
  }

  private String variable(MatchResult match) {
    String value = environment.apply(match.group(1));
    if (value == null) {
      throw new InvalidInput("the environment variable %s is not set".formatted(match.group(1)));
    }
    return value;
  }

  private static String file(String path) {
    try {
      String content = Files.readString(Path.of(path), StandardCharsets.UTF_8);
      return isJsonOfSeveralLines(content) ? escaped(content) : content;
    } catch (IOException | InvalidPathException unreadable) {
      throw new InvalidInput(
          "the file %s cannot be read: %s".formatted(path, unreadable.getMessage()), unreadable);
    }
  }

  /** Such a file stands between quotation marks in the configuration: its own must not end them. */
  private static boolean isJsonOfSeveralLines(String content) {
    if (content.indexOf('\n') < 0 && content.indexOf('\r') < 0) {
      return false;
    }
    try {
      JsonNode node = new ObjectMapper().readTree(content);
      return node != null && !node.isMissingNode();
    } catch (JsonProcessingException otherText) {
      return false;
    }
  }

  private static String escaped(String content) {
    try {
      String quoted = new ObjectMapper().writeValueAsString(content);
      return quoted.substring(1, quoted.length() - 1);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("any text can be written as JSON", impossible);
    }
  }

  private static String literal(String value) {
    return Matcher.quoteReplacement(value);
  }
}
